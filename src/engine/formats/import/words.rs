//! What people call things: headers in English, German, French and Spanish.

use crate::portfolio::{Direction, Kind, Unit};

/// Words for a column that names the partner.
pub(super) const ID: &[&str] = &[
    "id",
    "partner id",
    "partner nr",
    "partner no",
    "partner number",
    "partnernr",
    "partnernummer",
    "partner code",
    "customer id",
    "customer no",
    "customer nr",
    "customer number",
    "customer code",
    "kundennummer",
    "kundennr",
    "kunden nr",
    "kunden id",
    "account id",
    "account no",
    "account number",
    "client id",
    "id client",
    "code client",
    "numero client",
    "numero de client",
    "id partenaire",
    "code partenaire",
    "id cliente",
    "id socio",
    "codigo",
    "codigo cliente",
    "reseller id",
    "vendor id",
    "supplier id",
    "crm id",
];
/// Words that name the partner when nothing better does.
pub(super) const ID_WEAK: &[&str] = &[
    "partner",
    "customer",
    "account",
    "client",
    "kunde",
    "cliente",
    "partenaire",
    "socio",
    "reseller",
    "nr",
    "no",
    "number",
    "key",
    "code",
    "handler",
];
/// Words for the partner's name.
pub(super) const NAME: &[&str] = &[
    "name",
    "partner name",
    "partnername",
    "company",
    "company name",
    "customer name",
    "account name",
    "client name",
    "kundenname",
    "firma",
    "firmenname",
    "unternehmen",
    "nom",
    "nom du partenaire",
    "nom client",
    "raison sociale",
    "entreprise",
    "nombre",
    "nombre del socio",
    "nombre del cliente",
    "razon social",
    "empresa",
    "organisation",
    "organization",
];
/// Words for the period.
pub(super) const PERIOD: &[&str] = &[
    "period",
    "quarter",
    "month",
    "fiscal quarter",
    "periode",
    "quartal",
    "monat",
    "zeitraum",
    "trimestre",
    "mois",
    "periodo",
    "mes",
    "date",
    "datum",
    "fecha",
    "year quarter",
    "year month",
];
/// Words for the tier held so far.
pub(super) const TIER: &[&str] = &[
    "tier",
    "first tier",
    "current tier",
    "partner tier",
    "level",
    "partner level",
    "stufe",
    "partnerstufe",
    "niveau",
    "niveau partenaire",
    "nivel",
    "nivel de socio",
];
/// Words for a status, which is often the tier.
pub(super) const STATUS: &[&str] = &["status", "partnerstatus", "partner status", "statut"];
/// Words for columns whose numbers are names, not amounts.
pub(super) const CODES: &[&str] = &[
    "zip",
    "zip code",
    "postal code",
    "postcode",
    "plz",
    "postleitzahl",
    "code postal",
    "codigo postal",
    "phone",
    "telefon",
    "telephone",
    "telefono",
    "year",
    "jahr",
    "annee",
    "ano",
    "region",
    "channel",
    "segment",
    "type",
    "typ",
    "vertical",
    "cluster",
    "group",
    "gruppe",
    "country",
    "land",
    "pays",
    "pais",
    "joined",
    "joined on",
    "since",
    "vat",
    "vat id",
    "ust id",
];
/// Words for attributes that most partner files have.
pub(super) const ATTRIBUTES: &[&str] = &[
    "type",
    "typ",
    "partner type",
    "partnertyp",
    "region",
    "vertical",
    "industry",
    "branche",
    "secteur",
    "sector",
    "size",
    "size band",
    "grosse",
    "taille",
    "tamano",
    "segment",
    "channel",
    "kanal",
    "canal",
    "country",
    "land",
    "pays",
    "pais",
    "city",
    "stadt",
    "ville",
    "ciudad",
    "tipo",
    "territory",
    "joined on",
];
/// Words for free text.
pub(super) const COMMENTS: &[&str] = &[
    "comment",
    "comments",
    "kommentar",
    "kommentare",
    "bemerkung",
    "bemerkungen",
    "note",
    "notes",
    "notiz",
    "notizen",
    "remark",
    "remarks",
    "commentaire",
    "commentaires",
    "remarque",
    "comentario",
    "comentarios",
    "observaciones",
];
/// Currency words, which are a unit and not part of a name.
const CURRENCY_WORDS: &[&str] = &["usd", "eur", "gbp", "chf", "jpy", "cad", "aud", "euro", "euros"];

/// A metric that most partner programs know.
pub(super) struct Known {
    pub key: &'static str,
    pub kind: Kind,
    pub unit: Unit,
    pub direction: Direction,
    words: &'static [&'static str],
}

const fn known(
    key: &'static str,
    kind: Kind,
    unit: Unit,
    direction: Direction,
    words: &'static [&'static str],
) -> Known {
    Known { key, kind, unit, direction, words }
}

use Direction::{Less, More};
use Kind::{Flow, Rating, Stock};

/// Well-known metrics and what people call them.
const METRICS: &[Known] = &[
    known(
        "revenue",
        Flow,
        Unit::Money,
        More,
        &[
            "revenue",
            "net revenue",
            "umsatz",
            "nettoumsatz",
            "chiffre d affaires",
            "ingresos",
            "ventas",
            "facturacion",
            "sales",
            "turnover",
            "partner revenue",
        ],
    ),
    known(
        "deals_won",
        Flow,
        Unit::Count,
        More,
        &[
            "deals won",
            "won deals",
            "deals",
            "closed deals",
            "closed won",
            "wins",
            "abschlusse",
            "gewonnene deals",
            "gewonnene abschlusse",
            "affaires gagnees",
            "affaires conclues",
            "ventas ganadas",
            "negocios ganados",
            "number of deals",
        ],
    ),
    known(
        "deal_cycle_days",
        Rating,
        Unit::Days,
        Less,
        &[
            "deal cycle days",
            "deal cycle",
            "sales cycle",
            "sales cycle days",
            "days to close",
            "time to close",
            "tage bis abschluss",
            "tage b abschl",
            "verkaufszyklus",
            "verkaufszyklus tage",
            "cycle de vente",
            "duree du cycle",
            "jours avant signature",
            "ciclo de venta",
            "dias hasta el cierre",
        ],
    ),
    known(
        "pipeline",
        Stock,
        Unit::Money,
        More,
        &["pipeline", "open pipeline", "pipeline value", "pipelinewert", "offene pipeline"],
    ),
    known(
        "certified_staff",
        Stock,
        Unit::Count,
        More,
        &[
            "certified staff",
            "certified people",
            "certified employees",
            "certifications",
            "certs",
            "zertifizierte",
            "zertifizierungen",
            "zertifizierte mitarbeiter",
            "employes certifies",
            "certifies",
            "personal certificado",
            "certificados",
            "certificaciones",
        ],
    ),
    known(
        "training_completion",
        Rating,
        Unit::Percent,
        More,
        &[
            "training completion",
            "training",
            "training completed",
            "training completion rate",
            "schulungsquote",
            "schulungen abgeschlossen",
            "formation",
            "taux de formation",
            "formacion",
            "formacion completada",
        ],
    ),
    known(
        "csat",
        Rating,
        Unit::Points,
        More,
        &[
            "csat",
            "customer satisfaction",
            "satisfaction",
            "kundenzufriedenheit",
            "zufriedenheit",
            "satisfaction client",
            "satisfaccion",
            "satisfaccion del cliente",
        ],
    ),
    known(
        "co_investment",
        Flow,
        Unit::Money,
        More,
        &[
            "co investment",
            "coinvestment",
            "joint investment",
            "koinvestition",
            "ko investition",
            "co investissement",
            "coinvestissement",
            "coinversion",
            "co inversion",
        ],
    ),
    known(
        "retention",
        Rating,
        Unit::Percent,
        More,
        &[
            "retention",
            "retention rate",
            "customer retention",
            "renewal rate",
            "kundenbindung",
            "taux de retention",
            "fidelisation",
            "retencion",
            "tasa de retencion",
        ],
    ),
    known(
        "risk_rating",
        Rating,
        Unit::Points,
        Less,
        &[
            "risk rating",
            "risk",
            "risk score",
            "risiko",
            "risikobewertung",
            "risque",
            "note de risque",
            "riesgo",
            "calificacion de riesgo",
        ],
    ),
    known(
        "orders",
        Flow,
        Unit::Count,
        More,
        &[
            "orders",
            "order count",
            "number of orders",
            "bestellungen",
            "auftrage",
            "commandes",
            "pedidos",
        ],
    ),
    known(
        "units",
        Flow,
        Unit::Count,
        More,
        &[
            "units",
            "units sold",
            "quantity",
            "qty",
            "menge",
            "stuck",
            "stuckzahl",
            "quantite",
            "unites",
            "unidades",
            "cantidad",
        ],
    ),
];

/// Lower case without accents.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' => folded.push('a'),
            'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' => folded.push('o'),
            'ü' | 'ù' | 'ú' | 'û' => folded.push('u'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'í' | 'ì' | 'î' | 'ï' => folded.push('i'),
            'ç' => folded.push('c'),
            'ñ' => folded.push('n'),
            'ß' => folded.push_str("ss"),
            other => folded.push(other),
        }
    }
    folded
}

/// The words of a header, lower case, without accents, currency codes and signs, one space apart.
pub(super) fn phrase(header: &str) -> String {
    let folded = folded(&spaced(header));
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let bare: Vec<&str> =
        words.iter().copied().filter(|word| !CURRENCY_WORDS.contains(word)).collect();
    if bare.is_empty() { words.join(" ") } else { bare.join(" ") }
}

/// `dealsWon` → `deals Won`.
fn spaced(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 4);
    let mut after_small = false;
    for character in header.chars() {
        if after_small && character.is_uppercase() {
            spaced.push(' ');
        }
        after_small = character.is_lowercase();
        spaced.push(character);
    }
    spaced
}

/// Whether the header names a currency.
pub(super) fn currency_word(header: &str) -> Option<String> {
    let folded = folded(header);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.find(|word| CURRENCY_WORDS.contains(word)).map(str::to_uppercase)
}

/// The well-known metric that goes by this name.
pub(super) fn metric(phrase: &str) -> Option<&'static Known> {
    METRICS.iter().find(|known| known.words.contains(&phrase))
}

/// A metric key from a phrase.
pub(super) fn key(phrase: &str) -> String {
    metric(phrase).map_or_else(|| phrase.replace(' ', "_"), |known| known.key.to_owned())
}

//! What people call things: headers in English, German, French and Spanish.

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
    "partner key",
    "partner ref",
    "partner reference",
    "partnerkennung",
    "partner kennung",
    "geschaftspartner",
    "debitor",
    "debitorennummer",
    "debitoren nr",
    "lieferantennummer",
    "handlernummer",
    "handler nr",
    "kd nr",
    "kdnr",
    "vp nr",
    "vp nummer",
    "sap id",
    "sap nr",
    "sap number",
    "dealer id",
    "distributor id",
    "dealer no",
    "member id",
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
    "firmenbezeichnung",
    "handlername",
    "partnerfirma",
    "partner firma",
    "legal name",
    "display name",
    "account",
    "reseller name",
    "dealer name",
    "vertriebspartner",
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
    "year quarter",
    "period end",
    "period ending",
    "quarter end",
    "month end",
    "reporting period",
    "reporting date",
    "as of",
    "as of date",
    "stichtag",
    "berichtszeitraum",
    "berichtsperiode",
    "geschaftsquartal",
    "buchungsmonat",
    "fiscal period",
    "qtr",
    "month year",
    "calendar month",
    "jahr quartal",
    "jahrmonat",
    "order date",
    "invoice date",
    "booking date",
    "posting date",
    "transaction date",
    "bestelldatum",
    "auftragsdatum",
    "rechnungsdatum",
    "buchungsdatum",
    "date de commande",
    "date de facture",
    "fecha de pedido",
    "fecha de factura",
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
    "partnerlevel",
    "partner stufe",
    "status level",
    "program level",
    "programmstufe",
    "tier level",
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
/// Words for a column that names a metric.
pub(super) const MEASURE: &[&str] = &[
    "metric",
    "metrics",
    "kpi",
    "kpis",
    "measure",
    "measures",
    "indicator",
    "figure",
    "line item",
    "data point",
    "kennzahl",
    "kennzahlen",
    "messgrosse",
    "messwert",
    "indikator",
    "merkmal",
    "metrik",
    "indicateur",
    "indicador",
    "metrica",
];
/// Words for the column of values beside it.
pub(super) const VALUE: &[&str] = &[
    "value", "amount", "actual", "ist", "wert", "betrag", "valeur", "montant", "valor", "importe",
];

/// Words for columns that say something of a value and not of the partner.
pub(super) fn aside(phrase: &str) -> bool {
    COMMENTS.contains(&phrase) || ["unit", "einheit", "unite", "unidad"].contains(&phrase)
}

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

/// Years alone are no periods that a program works in.
pub(super) const YEARS: &[&str] = &[
    "year",
    "jahr",
    "annee",
    "ano",
    "fiscal year",
    "calendar year",
    "geschaftsjahr",
    "fy",
    "exercice",
    "ejercicio",
];
/// Words for a quarter of the year, in a column of its own.
pub(super) const QUARTERS: &[&str] =
    &["quarter", "quartal", "trimestre", "qtr", "q", "fiscal quarter", "geschaftsquartal"];
/// Words for a month of the year, in a column of its own.
pub(super) const MONTHS: &[&str] = &["month", "monat", "mois", "mes", "calendar month"];

/// Whether the numbers under this name are names: `segment code`.
pub(super) fn is_code(phrase: &str) -> bool {
    [" code", " id", " nr", " no"].iter().any(|end| phrase.ends_with(end))
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

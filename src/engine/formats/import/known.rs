//! Metrics that most partner programs know, and what people call them in four languages.

use crate::portfolio::{Direction, Kind, Unit};
use Direction::{Less, More};
use Kind::{Flow, Rating, Stock};

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
            "net sales",
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

/// The well-known metric that goes by this name.
pub(super) fn metric(phrase: &str) -> Option<&'static Known> {
    METRICS.iter().find(|known| known.words.contains(&phrase))
}

/// A metric key from a phrase.
pub(super) fn key(phrase: &str) -> String {
    metric(phrase).map_or_else(|| phrase.replace(' ', "_"), |known| known.key.to_owned())
}

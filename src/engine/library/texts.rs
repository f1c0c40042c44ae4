//! The files of `public/library`. Apart from the list of them, so that who shows the list need not
//! have loaded them.

/// The program document and the partners of the entry with this key.
macro_rules! shelf {
    ($wanted:expr; $($key:literal with $partners:literal,)*) => {
        match $wanted {
            $($key => Some((
                include_str!(concat!("../../../public/library/", $key, ".json")),
                include_str!(concat!("../../../public/library/", $partners, ".csv")),
            )),)*
            _ => None,
        }
    };
}

/// The program document, and its invented partners as CSV, which several programs of one owner may
/// share.
pub(super) fn texts(key: &str) -> Option<(&'static str, &'static str)> {
    shelf! { key;
        "atlassian-marketplace" with "atlassian-marketplace",
        "atlassian-solutions-before" with "atlassian-solutions",
        "atlassian-solutions-after" with "atlassian-solutions",
        "google" with "google",
        "hubspot" with "hubspot",
        "microsoft-modern-work" with "microsoft-modern-work",
        "microsoft-business-applications" with "microsoft-business-applications",
        "monday" with "monday",
        "odoo" with "odoo",
        "salesforce-py20" with "salesforce",
        "salesforce-py21" with "salesforce",
        "salesforce-fy22" with "salesforce",
        "appexchange-fy21" with "appexchange",
        "appexchange-fy22" with "appexchange",
        "zoho" with "zoho",
        "template-revenue" with "template-revenue",
        "template-value" with "template-value",
        "template-points" with "template-points",
        "template-two-path" with "template-two-path",
        "template-competency" with "template-competency",
        "template-lifecycle" with "template-lifecycle",
    }
}

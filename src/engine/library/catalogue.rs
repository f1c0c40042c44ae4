//! What stands in the library: files of `public/library`, with what is told of them in a list.

use super::Entry;

/// An entry whose document and partners are files.
macro_rules! shelved {
    (
        $key:literal with $partners:literal,
        $title:literal, $owner:literal, $shows:literal,
        $source:literal, $as_of:literal
    ) => {
        Entry {
            key: $key,
            title: $title,
            owner: $owner,
            shows: $shows,
            source: $source,
            as_of: $as_of,
            document: include_str!(concat!("../../../public/library/", $key, ".json")),
            partners: include_str!(concat!("../../../public/library/", $partners, ".csv")),
        }
    };
}

/// Published programs by owner and then in time, none of them current unless its owner says so;
/// then templates, from simple to involved.
pub(super) const ENTRIES: &[Entry] = &[
    shelved!(
        "atlassian-marketplace" with "atlassian-marketplace",
        "Atlassian Marketplace Partner Program",
        "Atlassian",
        "Either size alone or less size with a share of cloud, and a condition that only some have to meet.",
        "developer.atlassian.com",
        "2024-06-13"
    ),
    shelved!(
        "atlassian-solutions-before" with "atlassian-solutions",
        "Atlassian Solution Partners, before 2017",
        "Atlassian",
        "Tiers by revenue, the old half of a redesign.",
        "techpartner.news",
        "2017"
    ),
    shelved!(
        "atlassian-solutions-after" with "atlassian-solutions",
        "Atlassian Solution Partners, since 2017",
        "Atlassian",
        "The same partners sorted by accredited people, the new half of the redesign.",
        "techpartner.news",
        "2017"
    ),
    shelved!(
        "google" with "google",
        "Google Partners",
        "Google",
        "A badge with conditional requirements and a capped headcount, then the top 3 % of each country.",
        "support.google.com/google-ads/answer/9702452 and 9028815",
        "undated copy"
    ),
    shelved!(
        "hubspot" with "hubspot",
        "HubSpot Solutions Partner Program",
        "HubSpot",
        "Points by kind of sale and market, rates that changed on a date, a least sourced share, up or out.",
        "hubspot.com/partners, tiers and program policies; github.com/mbfinotti/partnerships-skills",
        "2025-07-15"
    ),
    shelved!(
        "microsoft-modern-work" with "microsoft-modern-work",
        "Microsoft Solutions Partner, Modern Work",
        "Microsoft",
        "Two tracks of which the better counts, every metric above zero, and any day of six months is enough.",
        "learn.microsoft.com/partner-center; crn.com.au, 8 April 2022; a dossier on GitHub, 28 August 2026",
        "2022 to 2026, undated copies"
    ),
    shelved!(
        "microsoft-business-applications" with "microsoft-business-applications",
        "Microsoft Solutions Partner, Business Applications",
        "Microsoft",
        "One capability score out of progress toward targets, with a floor under every metric.",
        "learn.microsoft.com/en-us/partner-center/membership/solutions-partner-business",
        "undated copy"
    ),
    shelved!(
        "monday" with "monday",
        "monday.com Marketplace Partner Program",
        "monday.com",
        "A ladder of plain requirements, one more at every step.",
        "developer.monday.com",
        "2024, first quarter"
    ),
    shelved!(
        "odoo" with "odoo",
        "Odoo Partnership",
        "Odoo",
        "Three requirements at once, a ratio with a window of its own, up at once and down by the quarter.",
        "github.com/odoo/documentation, content/legal/terms/partnership.rst",
        "2023-05-19"
    ),
    shelved!(
        "salesforce-py20" with "salesforce",
        "Salesforce Consulting Partners, PY20",
        "Salesforce",
        "Three weighted pillars make a score out of 1,000; a global tier counts countries.",
        "partners.salesforce.com/s/education/consultants/Consulting_Partner_Program; gettectonic.com",
        "undated copy of program year 2020"
    ),
    shelved!(
        "salesforce-py21" with "salesforce",
        "Salesforce Consulting Partners, PY21",
        "Salesforce",
        "The same partners a year later: the lines of the score moved.",
        "partners.salesforce.com/s/education/consultants/Consulting_Partner_Program; gettectonic.com",
        "undated copy of program year 2021"
    ),
    shelved!(
        "salesforce-fy22" with "salesforce",
        "Salesforce Consulting Partners, FY22",
        "Salesforce",
        "The third year: new names over the same lines, and no move down inside a year.",
        "partners.salesforce.com/s/education/consultants/Consulting_Partner_Program; gettectonic.com",
        "undated copy of fiscal year 2022"
    ),
    shelved!(
        "appexchange-fy21" with "appexchange",
        "Salesforce AppExchange, FY21",
        "Salesforce",
        "Bands times bands, a least number of reviews, and capped categories.",
        "partners.salesforce.com, AppExchange Partner Program FY21",
        "undated copy of fiscal year 2021"
    ),
    shelved!(
        "appexchange-fy22" with "appexchange",
        "Salesforce AppExchange, FY22",
        "Salesforce",
        "The same partners under higher lines and cheaper bands.",
        "partners.salesforce.com, AppExchange Partner Program FY22",
        "undated copy of fiscal year 2022"
    ),
    shelved!(
        "zoho" with "zoho",
        "Zoho Consulting Partner",
        "Zoho",
        "Lines that must be passed, not reached; a global score at home and regional ones elsewhere; incentives with floor and cap.",
        "zoho.com/partners/partner-tiers.html; zoho.com/wallet/partner.html",
        "undated copy"
    ),
    shelved!(
        "template-revenue" with "template-revenue",
        "Three tiers by revenue",
        "Template",
        "The smallest program that can be simulated: one number, three tiers.",
        "",
        ""
    ),
    shelved!(
        "template-value" with "template-value",
        "Four tiers by value",
        "Template",
        "Seven dimensions, minimums for the upper tiers, grace and buffer; made to be simulated.",
        "",
        ""
    ),
    shelved!(
        "template-points" with "template-points",
        "Points for what partners do",
        "Template",
        "Points that add up from four kinds of work, each capped, and a top tier that asks for variety.",
        "",
        ""
    ),
    shelved!(
        "template-two-path" with "template-two-path",
        "Two paths, sell or serve",
        "Template",
        "Selling and serving lead to the same tiers, with lower targets in emerging regions.",
        "",
        ""
    ),
    shelved!(
        "template-competency" with "template-competency",
        "Competencies",
        "Template",
        "Competencies are earned one by one, and tiers count them.",
        "",
        ""
    ),
    shelved!(
        "template-lifecycle" with "template-lifecycle",
        "Life cycle",
        "Template",
        "Tiers for a partner's age: start, first sales, growth, and steady business that is easier to keep than to reach.",
        "",
        ""
    ),
];

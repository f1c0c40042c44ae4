//! What the model leaves out, said the same way wherever it is said.

/// Whole sentences.
pub(super) const LEFT_OUT: [&str; 7] = [
    "How strongly partners respond is mostly borrowed from studies of consumers and of employed sales people. Trust \
     the direction more than the size.",
    "Elasticities hold for small changes; four times the funds is outside of every study.",
    "Competitors, conflict between partners, and conflict with direct sales are not in it.",
    "What makes partners join, and limits of their own capacity: how many join is yours to say, and hours that are \
     short are told and given all the same.",
    "A tier as a signal to customers, morale and politics are only in two parameters.",
    "Money is in one currency and in today's prices, unless you set a discount.",
    "A score orders partners; where a line is drawn remains a decision.",
];

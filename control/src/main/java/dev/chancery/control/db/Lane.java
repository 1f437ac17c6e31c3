package dev.chancery.control.db;

/** Which writes may share a commit. Groups of different lanes never mix, so issuance does not queue behind enforcement. */
public enum Lane {
    /** New certificates: many, alike, needing no trust revision. */
    ISSUANCE,
    /** Whatever changes what edges must believe and so locks the trust head. */
    TRUST,
    /** Everything else. */
    GENERAL
}

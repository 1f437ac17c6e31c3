package dev.chancery.control.issuing;

/**
 * An account's managed CA as it shows itself.
 *
 * @param issuing what issues client certificates
 * @param root what relying parties trust
 */
public record CaPair(Authority issuing, Authority root) {}

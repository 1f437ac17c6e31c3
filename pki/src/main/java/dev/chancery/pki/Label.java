package dev.chancery.pki;

/** Texts of strangers, made fit for a sentence. */
final class Label {
    private static final int MAX_TEXT = 300;

    private Label() {}

    /** Cut where it is long, and without what a terminal would obey. */
    static String printable(String text) {
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
        return cut.chars().noneMatch(Character::isISOControl) ? cut : cut.replaceAll("\\p{Cc}", "?");
    }

    /** {@code The certificate "CN=x" (serial 0a)}. */
    static String of(Certificate certificate) {
        return "The certificate \"" + printable(certificate.subjectString()) + "\" (serial "
                + printable(certificate.serialHex()) + ")";
    }
}

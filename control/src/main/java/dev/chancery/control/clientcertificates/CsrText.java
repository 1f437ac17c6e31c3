package dev.chancery.control.clientcertificates;

import dev.chancery.pki.CertificateRequest;
import org.jspecify.annotations.Nullable;

/** The text of a certificate request, which comes back as it was sent but for its line endings, always CRLF. */
final class CsrText {
    /** The longest text read, in characters: the longest request accepted, twice over for text around it. */
    static final int MOST = 65_536;

    private CsrText() {}

    /**
     * What has to be kept of a text beside the request itself.
     *
     * @return null if the text is the canonical PEM of the request with whatever line endings, else the text
     */
    static @Nullable String toKeep(String sent, CertificateRequest csr) {
        String canonical = csr.toPem();
        int at = 0;
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (c == '\r' && i + 1 < sent.length() && sent.charAt(i + 1) == '\n') {
                continue;
            }
            if (at == canonical.length() || canonical.charAt(at) != c) {
                return sent;
            }
            at++;
        }
        return at == canonical.length() ? null : sent;
    }

    /** A text with CRLF in the place of every CR, LF or CRLF. */
    static String crlf(String text) {
        String lf = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        return lf.replace("\n", "\r\n");
    }

    /**
     * The place of the first character that does not belong into a text and that not every database keeps: a control
     * character other than tab and line ends, or half a surrogate pair. -1 if there is none.
     */
    static int unkeepable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' || c == 0x7f;
            if (control && c != '\t' && c != '\n' && c != '\r') {
                return i;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}

package dev.chancery.control.clientcertificates;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.pki.CertificateRequest;
import dev.chancery.pki.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate asked for, as far as it could be read.
 *
 * @param csr the certificate request; null if it could not be read, which is among the faults
 * @param csrText its text as sent
 * @param validityDays the days asked for; null if they could not be read, which is among the faults
 * @param faults what is wrong so far
 */
public record IssueRequest(
        @Nullable CertificateRequest csr,
        String csrText,
        @Nullable Long validityDays,
        List<Fault> faults) {
    static final String CSR = "/csr";
    static final String VALIDITY_DAYS = "/validity_days";

    public IssueRequest {
        faults = List.copyOf(faults);
    }

    /**
     * Reads the text of a request.
     *
     * @param csrText PEM with any line endings and any blank lines around it; empty if it could not be read
     * @param validityDays empty if it could not be read
     * @param found what is wrong so far, for example that one of the two is missing
     */
    static IssueRequest read(Optional<String> csrText, Optional<Long> validityDays, List<Fault> found) {
        List<Fault> faults = new ArrayList<>(found);
        CertificateRequest csr = null;
        if (csrText.isPresent()) {
            try {
                csr = parse(csrText.get(), faults);
            } catch (MalformedException e) {
                faults.add(ErrorCode.CSR_UNREADABLE.at(CSR, "csr: " + e.sentence()));
            }
        }
        return new IssueRequest(csr, csrText.orElse(""), validityDays.orElse(null), faults);
    }

    private static @Nullable CertificateRequest parse(String text, List<Fault> faults) throws MalformedException {
        if (text.length() > CsrText.MOST) {
            faults.add(ErrorCode.CSR_UNREADABLE.at(
                    CSR, "csr: %d characters (expected: at most %d)".formatted(text.length(), CsrText.MOST)));
            return null;
        }
        int unkeepable = CsrText.unkeepable(text);
        if (unkeepable >= 0) {
            faults.add(ErrorCode.CSR_UNREADABLE.at(
                    CSR,
                    "csr: character U+%04X at position %d (expected: PEM text)"
                            .formatted((int) text.charAt(unkeepable), unkeepable + 1)));
            return null;
        }
        return CertificateRequest.parsePem(text);
    }
}

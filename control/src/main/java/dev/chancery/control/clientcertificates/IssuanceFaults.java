package dev.chancery.control.clientcertificates;

import dev.chancery.ca.IssuanceFault;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.pki.CsrFault;
import dev.chancery.pki.KeyPolicy;
import java.util.ArrayList;
import java.util.List;

/** The reasons not to issue, in the API's words. */
final class IssuanceFaults {
    private IssuanceFaults() {}

    /** What is wrong with a request that can be said without the CA. */
    static List<Fault> of(IssueRequest request, KeyPolicy keys, int longestDays) {
        List<Fault> faults = new ArrayList<>(request.faults());
        var csr = request.csr();
        if (csr != null) {
            csr.check(keys).forEach(fault -> faults.add(of(fault)));
        }
        Long days = request.validityDays();
        if (days != null && (days < 1 || days > longestDays)) {
            faults.add(ErrorCode.VALIDITY_NOT_ALLOWED.at(
                    IssueRequest.VALIDITY_DAYS, "validity_days: %d (expected: 1 to %d)".formatted(days, longestDays)));
        }
        return faults;
    }

    /** What the issuer found. */
    static Fault of(IssuanceFault fault) {
        return switch (fault.code()) {
            case VALIDITY_DAYS, OUTLIVES_CA ->
                ErrorCode.VALIDITY_NOT_ALLOWED.at(IssueRequest.VALIDITY_DAYS, fault.sentence());
            case CA_NOT_VALID -> ErrorCode.CA_NOT_VALID.at(fault.sentence());
            case CSR_KEY -> ErrorCode.KEY_NOT_ALLOWED.at(IssueRequest.CSR, fault.sentence());
            case CSR_SIGNATURE_ALGORITHM -> ErrorCode.CSR_ALGORITHM_NOT_ALLOWED.at(IssueRequest.CSR, fault.sentence());
            case CSR_SIGNATURE -> ErrorCode.CSR_SIGNATURE_INVALID.at(IssueRequest.CSR, fault.sentence());
            case CSR_SUBJECT -> ErrorCode.SUBJECT_NOT_ALLOWED.at(IssueRequest.CSR, fault.sentence());
            case LINT -> ErrorCode.LINT_REFUSED.at(IssueRequest.CSR, fault.sentence());
        };
    }

    private static Fault of(CsrFault fault) {
        ErrorCode code = switch (fault.kind()) {
            case KEY -> ErrorCode.KEY_NOT_ALLOWED;
            case SIGNATURE_ALGORITHM -> ErrorCode.CSR_ALGORITHM_NOT_ALLOWED;
            case SIGNATURE -> ErrorCode.CSR_SIGNATURE_INVALID;
            case SUBJECT -> ErrorCode.SUBJECT_NOT_ALLOWED;
        };
        return code.at(IssueRequest.CSR, fault.sentence());
    }
}

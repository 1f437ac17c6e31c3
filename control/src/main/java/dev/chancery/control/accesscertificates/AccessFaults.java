package dev.chancery.control.accesscertificates;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;

/** What this feature refuses, in Access's words: clients look for them at the start of a message. */
final class AccessFaults {
    private AccessFaults() {}

    /** Something is wrong at a place in the body (12130). */
    static Fault invalid(String pointer, String detail) {
        return ErrorCode.ACCESS_INVALID_REQUEST.at(pointer, "access.api.error.invalid_request: " + detail);
    }

    /** The request breaks a rule as a whole (12130). */
    static Fault invalid(String detail) {
        return ErrorCode.ACCESS_INVALID_REQUEST.at("access.api.error.invalid_request: " + detail);
    }

    /** A hostname lies outside what a view sees (12036). */
    static Fault foreign(String pointer, String hostname, View view) {
        return ErrorCode.ACCESS_FOREIGN_HOSTNAME.at(
                pointer,
                "access.api.error.hostnames_must_belong_to_your_domain: %s: %s (expected: %s)"
                        .formatted(pointer.substring(1), Excerpt.of(hostname), view.expectedHostname()));
    }

    /** Something that exists stands against it (12132). */
    static Refusal conflict(String detail) {
        return ErrorCode.ACCESS_CONFLICT.refusal("access.api.error.conflict: " + detail);
    }

    /** There is no such certificate (12135). */
    static Refusal notFound() {
        return ErrorCode.ACCESS_NOT_FOUND.refusal("access.api.error.not_found");
    }
}

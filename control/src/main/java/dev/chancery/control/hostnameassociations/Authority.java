package dev.chancery.control.hostnameassociations;

import dev.chancery.control.publishing.MtlsCertificateId;

/** Whose certificates the listed hostnames ask for. */
public sealed interface Authority {
    /** The managed CA of the zone's account, whether it has been made yet or not. */
    record Managed() implements Authority {
        @Override
        public String key() {
            return "managed";
        }
    }

    /** A CA the account uploaded. */
    record Uploaded(MtlsCertificateId certificate) implements Authority {
        @Override
        public String key() {
            return certificate.toString();
        }
    }

    /** How the store names it. */
    String key();
}

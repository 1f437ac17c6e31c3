package dev.chancery.control.mtlscertificates;

import java.util.List;
import java.util.Optional;

/**
 * Which certificates of an account a list shows.
 *
 * @param types these types; empty for all
 * @param ca only CAs, or only leaves
 * @param name exactly this name
 */
public record CertificateFilter(List<CertificateType> types, Optional<Boolean> ca, Optional<String> name) {
    public CertificateFilter {
        types = List.copyOf(types);
    }
}

package dev.chancery.control.samlcertificates;

import dev.chancery.pki.Certificate;
import java.util.UUID;

/**
 * One certificate of a set.
 *
 * @param id its id
 * @param certificate what identity providers are given
 * @param key the kept private key
 */
public record SamlCertificate(UUID id, Certificate certificate, UUID key) {}

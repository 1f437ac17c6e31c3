/**
 * The control plane: the v4 API, the life of each resource, its persistence and what is published to edges.
 *
 * <p>Features carry the URL's own name ({@code /zones/{id}/client_certificates} lives in {@code clientcertificates}) and
 * do not import one another. Around them: {@code refusal} (the catalogue of what can be refused), {@code principal} (who
 * calls and what they may touch), {@code v4} (envelope, paging, routes, bodies), {@code http} (the listener), {@code db}
 * (transactions), {@code audit} and {@code issuing}. {@link dev.chancery.control.Control} wires them all; a new family is one
 * private method and one line in a list of {@code HouseFamilies} or {@code CertificateFamilies}. The families of Access come
 * together in an {@code AccessFamilies} beside these two, which {@code Control.wire} then asks as it asks them.
 */
@NullMarked
package dev.chancery.control;

import org.jspecify.annotations.NullMarked;

package dev.chancery.edge.access;

import dev.chancery.edge.fields.Visitor;
import dev.chancery.trust.access.ClientCertificate;
import io.netty.handler.codec.http.HttpRequest;

/**
 * A request as the gate sees it.
 *
 * @param request as the client sent it
 * @param from where it comes from
 * @param certificate what the judge found of the connection's certificate at the hostname
 */
public record Asked(HttpRequest request, Visitor from, ClientCertificate certificate) {}

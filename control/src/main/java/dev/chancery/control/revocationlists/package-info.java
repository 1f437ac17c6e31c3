/**
 * {@code /accounts/{account_id}/…/{id}/crl} and {@code …/ocsp}, extensions: what uploaded CAs, for API Shield and for Access, say of
 * revocations. A CA that told once has to go on telling: edges refuse its clients where its newest list is out of date, or its
 * responder's last word.
 */
@NullMarked
package dev.chancery.control.revocationlists;

import org.jspecify.annotations.NullMarked;

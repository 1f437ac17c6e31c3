/**
 * {@code /accounts/{account_id}/…/{id}/crl}, an extension: the revocation lists of uploaded CAs, for API Shield and for Access. A
 * CA that told once has to go on telling: edges refuse its clients where its newest list is out of date.
 */
@NullMarked
package dev.chancery.control.revocationlists;

import org.jspecify.annotations.NullMarked;

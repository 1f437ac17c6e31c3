/**
 * {@code /accounts/{account_id}/access/saml_certificates}: what SAML identity providers encrypt assertions to. A set has a current
 * certificate and, after a rotation, the one before it; assertions encrypted to either are read, to any older one not.
 *
 * <p>Security guarantee: the keys are made and used in the {@code ca} module; the one a rotation pushes out is destroyed in the
 * transaction that rotates.
 */
@NullMarked
package dev.chancery.control.samlcertificates;

import org.jspecify.annotations.NullMarked;

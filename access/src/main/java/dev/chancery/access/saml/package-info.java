/**
 * Sign-in through SAML 2.0 identity providers: what we ask them, what we tell them of ourselves, and which of their answers are
 * believed (SAML 2.0 core, bindings and profiles; the Web Browser SSO profile as service provider).
 *
 * <p>Security guarantee: what is read of a response are the bytes its signature covers and nothing else. Signatures and encryption are
 * Apache Santuario's, messages Keycloak's types; private keys stay in the {@code ca} module.
 */
@NullMarked
package dev.chancery.access.saml;

import org.jspecify.annotations.NullMarked;

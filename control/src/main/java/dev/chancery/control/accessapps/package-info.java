/**
 * {@code /accounts|zones/{id}/access/apps} and what lies below it: the applications Access protects, their settings, and the
 * certificate authorities that sign their users' SSH keys. The account's path and those of its zones are views of one store: a
 * zone's path shows the applications all of whose domains lie in that zone.
 *
 * <p>Security guarantee: the private key of an SSH CA is made in the {@code ca} module and kept sealed; it is destroyed with the
 * CA or the application. A place on the web belongs to one application, and to one whose account holds the zone.
 */
@NullMarked
package dev.chancery.control.accessapps;

import org.jspecify.annotations.NullMarked;

package dev.chancery.control.accessrules;

import java.util.Optional;

/**
 * Which named things of an account a list shows.
 *
 * @param name exactly this name
 * @param search names that contain this text, whatever its case
 */
public record NamedFilter(Optional<String> name, Optional<String> search) {}

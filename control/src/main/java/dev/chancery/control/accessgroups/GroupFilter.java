package dev.chancery.control.accessgroups;

import java.util.Optional;

/**
 * Which groups of an account a list shows.
 *
 * @param name exactly this name
 * @param search names that contain this text, whatever its case
 */
public record GroupFilter(Optional<String> name, Optional<String> search) {}

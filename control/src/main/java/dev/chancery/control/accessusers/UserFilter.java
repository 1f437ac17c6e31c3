package dev.chancery.control.accessusers;

import java.util.Optional;

/**
 * Which people a list shows: those that meet all of it.
 *
 * @param email exactly this address, in lower case
 * @param name exactly this name
 * @param search an address or a name that contains this text, whatever its case
 */
public record UserFilter(Optional<String> email, Optional<String> name, Optional<String> search) {}

package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.GroupId;
import dev.chancery.control.accessrules.RuleSet;
import java.time.Instant;

/**
 * A group.
 *
 * @param id its id
 * @param name for people; need not be unique
 * @param isDefault whether new applications start with it
 * @param rules whom it means
 * @param createdOn when, in microseconds
 * @param updatedOn when it last changed
 */
public record AccessGroup(
        GroupId id, String name, boolean isDefault, RuleSet rules, Instant createdOn, Instant updatedOn) {}

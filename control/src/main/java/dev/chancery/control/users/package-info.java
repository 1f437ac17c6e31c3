/** The calling user: its profile, its memberships and the accounts ("organizations") they lead to. */
@NullMarked
package dev.chancery.control.users;

import org.jspecify.annotations.NullMarked;

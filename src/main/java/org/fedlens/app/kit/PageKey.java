package org.fedlens.app.kit;

import java.util.Locale;

/**
 * By what a page of the rail is known; each feature owns the key of its page.
 *
 * @param name as the window remembers it from one start to the next, in capitals
 * @param icon its sign in the rail
 */
public record PageKey(String name, String icon) {
    /** Key of its name in the bundles. */
    public String key() {
        return "ui.view." + id();
    }

    /** Its name in lower case, for identifiers. */
    public String id() {
        return name.toLowerCase(Locale.ROOT);
    }
}

/**
 * Records as settings: one list for file, form and flags. What may not: knows no setting by itself. Begin with
 * {@link org.fedlens.settings.Form}.
 */
package org.fedlens.settings;

/**
 * Controls and painters that several features use. What may not: they know no feature and no run. Begin with {@link
 * org.fedlens.app.widget.PaintedView}.
 */
package org.fedlens.app.widget;

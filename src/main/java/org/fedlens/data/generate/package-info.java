/**
 * Images that the program makes itself. What may not: no file is read. Begin with {@link
 * org.fedlens.data.generate.StreetScenes}.
 */
package org.fedlens.data.generate;

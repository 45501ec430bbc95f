/**
 * What every part of the window is built with: context, navigation, commands, features, words, the way back from the
 * background. What may not: it knows no feature and no run. Begin with {@link org.fedlens.app.kit.ViewContext}.
 */
package org.fedlens.app.kit;

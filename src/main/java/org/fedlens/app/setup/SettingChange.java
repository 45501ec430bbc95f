package org.fedlens.app.setup;

/** Takes what a person makes of a setting: the draft changes, and a running experiment too where that is possible. */
public interface SettingChange {
    /**
     * @param path of the setting in the experiment file
     * @param live true if it may change between two rounds
     */
    void change(String path, Object value, boolean live);
}

/** The shell loads `./routes`; a remote has no page of its own. */
export {};

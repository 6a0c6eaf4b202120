/* How much more fits: one row a node and window of its scheduled groups. */
COL(NODE, "node", TEXT, "", 0, "the S1SP")
COL(WINDOW_START, "window_start", TEXT, "", 0, "start of the window")
COL(WINDOW_END, "window_end", TEXT, "", 0, "its end")
COL(REQUESTS, "requests", COUNT, "", 0, "scheduled in it now")
COL(MORE, "more", COUNT, "", 0, "requests like the first of its groups that fit beside all others")
COL(FULL_FROM, "full_from", TEXT, "", 0, "when these are there, nothing fits from here")
COL(FULL_TO, "full_to", TEXT, "", 0, "to here")

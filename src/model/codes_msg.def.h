/* DUIS: messages; SIT: worlds, campaigns and their results. Included by codes.def.h. */

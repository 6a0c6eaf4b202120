/* LOAD: what srv-load and wan-load read and schedule. Included by codes.def.h. */

/* PLAN: what migrate-plan reads and plans. Included by codes.def.h. */

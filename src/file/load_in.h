/*
 * load_in.h - groups, base load, limits and nodes into memory
 *
 *	struct load_set s = LOAD_SET_INIT;
 *
 *	load_groups_read(&s, path, &limits, &diag, &source, &system);
 *	load_limits_read(&s, path, ...);
 *
 * Each adds its rows to the set, with the lines they came from; what one
 * cell says is checked here, what several say together in
 * engine/load_check.h. False: rejected (findings), or not readable
 * (*system). load_time_parse() reads a time of a window.
 */
#ifndef FILE_LOAD_IN_H
#define FILE_LOAD_IN_H

#include <stdbool.h>
#include "file/rows.h"
#include "model/load.h"

typedef bool load_reader(struct load_set *s, const char *path,
			 const struct input_limits *limits, struct diag *d,
			 struct rows_source *source, bool *system);

load_reader load_groups_read, load_base_read, load_limits_read,
	load_nodes_read;

/* Devices of the groups of a set; and an assignment of before, with its
 * times, whose groups need not be known (those that are not are left out). */
bool load_devices_read(struct load_devices *v, const struct load_set *s,
		       const char *path, const struct input_limits *limits,
		       struct diag *d, struct rows_source *source,
		       bool *system);
bool load_assign_read(struct load_devices *v, const struct load_set *s,
		      const char *path, const struct input_limits *limits,
		      struct diag *d, struct rows_source *source,
		      bool *system);

/* The plan of migrate-plan, as far as it brings scheduled reads: what is
 * MIGRATEd, active and in prepayment. */
bool load_plan_read(struct load_migrated *m, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system);

/* Percentages that were printed. */
bool load_published_read(struct load_published *p, const char *path,
			 const struct input_limits *limits, struct diag *d,
			 struct rows_source *source, bool *system);

/* "05:30", or with `day` also "2021-11-01T05:30"; 24:00 where `end`. *day is
 * DATE_NONE without a date. */
bool load_time_parse(struct span text, bool end, uint32_t *minute,
		     int32_t *day);

/* "30s=90;10m=9;6h=1" into at most LOAD_DELAYS_MAX; false: *why says it. */
bool load_delay_parse(struct span text, struct load_delay *v, uint32_t *n,
		      const char **why);

#endif

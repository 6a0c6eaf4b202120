/*
 * load.h - what the service requests ask of the providers
 *
 * A group is so many equal requests a day: one SRV, of one user, by one
 * service provider (S1SP), in one window. Base load is what is there anyway,
 * a limit what a node can carry. A node is an S1SP, or a dual control
 * organisation (DCO), whose limits its S1SPs share.
 *
 * Transactions are requests, responses and alerts, each one; a limit in TPS
 * counts all three. Numbers are whole: a rate and a number per request are in
 * thousandths (`_milli`), a share in hundredths of a percent (`_bp`).
 *
 *	struct load_set s = LOAD_SET_INIT;
 *	load_groups_read(&s, path, ...);	(file/load_in.h)
 *	load_check(&s, &rules, &diag);		(engine/load_check.h)
 *	load_set_release(&s);
 *
 * Strings belong to the arena of the set. Ceilings keep every sum of the
 * engine inside 64 bits: LOAD_COUNT_MAX requests a day in all, and the others.
 *
 * Source: SECMP0192 preliminary assessment, 4.2, 4.3, SA2 to SA5; section
 * LOAD of smets1-tools(7).
 */
#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include <stdint.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/intern.h"
#include "base/table.h"
#include "base/vec.h"
#include "model/srv.h"

#define LOAD_COUNT_MAX		1000000000u	/* requests of a file, a day */
#define LOAD_PER_SRV_MAX	100000u		/* thousandths; DLMS: whole */
#define LOAD_RATE_MAX		1000000000u	/* thousandths a second */
#define LOAD_DELAYS_MAX		16
#define LOAD_DAY_MINUTES	1440u

enum load_mode { LOAD_ON_DEMAND, LOAD_FUTURE_DATED, LOAD_SCHEDULED };
enum load_frequency { LOAD_DAILY, LOAD_WEEKLY, LOAD_MONTHLY, LOAD_QUARTERLY,
		      LOAD_HALF_YEARLY, LOAD_YEARLY };
enum load_resource { LOAD_TPS, LOAD_DLMS, LOAD_RESOURCES };

/* [start, end) in minutes of the local day; end may be 1440. */
struct load_window {
	uint32_t start, end;		/* end < start: past midnight */
	int32_t start_day, end_day;	/* DATE_NONE: every day */
	bool any;			/* blank: the whole day */
};

struct load_delay {
	uint32_t delay_s;
	uint32_t share_bp;
};

struct load_group {
	const char *file;		/* base name */
	uint64_t line;			/* in the file */
	struct span name, s1sp, supplier, user, role, srv_name, device_type;
	const struct srv *srv;		/* NULL: not in the catalogue */
	enum load_mode mode;
	unsigned smets;			/* 1 or 2 */
	uint64_t command_variant;	/* 0: not stated */
	enum load_frequency frequency;
	int32_t first_date;		/* or DATE_NONE */
	uint64_t billing_day, read_day;	/* 0: not stated */
	uint64_t count;
	struct load_window window;
	uint64_t transactions_milli, alerts_milli;
	uint64_t dlms_least, dlms_most;
	struct load_delay delay[LOAD_DELAYS_MAX];	/* of responses */
	uint32_t delays;		/* 0: at once */
	uint64_t retry_bp;
};

struct load_base {
	uint64_t line;
	struct span node;
	uint32_t start;			/* minute */
	uint64_t slot_s;
	uint64_t tps_milli, dlms_milli;	/* a second */
};

struct load_limit {
	uint64_t line;
	struct span node;
	enum load_resource resource;
	uint32_t from, to;		/* minutes; from == to: all day */
	uint64_t limit_milli;		/* a second */
	uint64_t headroom_bp;
};

struct load_node_row {
	uint64_t line;
	struct span s1sp, dco, cv9_srvs;
};

struct load_set {
	struct arena arena;
	const char *base_file, *limits_file, *nodes_file;
	VEC(struct load_group) groups;
	VEC(struct load_base) base;
	VEC(struct load_limit) limits;
	VEC(struct load_node_row) nodes;
};

/* What a migration plan says of prepayment, step MIGRATE. */
struct load_migrated_row {
	uint64_t line;
	int32_t period;
	struct span s1sp, supplier, fuel;	/* DF, SE, SG */
	bool meter;			/* counts meters, not installations */
	uint64_t done_hundredths;	/* expected to be done in the period */
};

struct load_migrated {
	struct arena arena;
	const char *file;
	VEC(struct load_migrated_row) rows;
};

#define LOAD_MIGRATED_INIT	{ .arena = ARENA_INIT }
void load_migrated_release(struct load_migrated *m);

/* Percentages that were printed, whole ones; most 0: not said. */
struct load_published {
	uint64_t with_least, with_most;
	uint64_t without_least, without_most;
	uint64_t uplift_least, uplift_most;
};

#define LOAD_SET_INIT	{ .arena = ARENA_INIT }

/* Devices of groups, by arrival: their names in one block, the rest in
 * arrays beside each other, for there are millions. */
struct load_devices {
	const char *file;
	struct intern groups;		/* names, by place in the set */
	VEC(char) text;			/* length, then bytes, of each id */
	VEC(size_t) at;			/* of it in text */
	VEC(uint64_t) hash;		/* of the id */
	VEC(uint16_t) group;		/* place in `groups` */
	VEC(uint32_t) time;		/* of an assignment read back, below */
};

#define LOAD_DEVICES_INIT	{ .groups = INTERN_INIT }
#define LOAD_DEVICE_ID_MAX	64u	/* bytes */
#define LOAD_GROUPS_MAX		65535u
#define LOAD_NO_TIME		UINT32_MAX

/* Slot (minutes, and 1440 more in BST where that is said) times 3600, plus
 * offset: one number for one time. */
#define LOAD_TIME(minute, summer, offset_s) \
	(((uint32_t)(minute) + ((summer) ? LOAD_DAY_MINUTES : 0)) * 3600u + \
	 (uint32_t)(offset_s))

void load_devices_release(struct load_devices *v);
struct span load_device_id(const struct load_devices *v, size_t i);
/* Its name will be asked for soon: a hint to the processor. */
static inline void load_device_soon(const struct load_devices *v, size_t i)
{
	__builtin_prefetch(v->text.v + v->at.v[i]);
}
void load_device_add(struct load_devices *v, struct span id, uint16_t group);

void load_set_release(struct load_set *s);

/* The user who asks: the user column, else the supplier. */
struct span load_group_user(const struct load_group *g);
const char *load_resource_name(enum load_resource r);	/* "tps" */

#define COL(id, name, type, values, flags, help) LOAD_GROUPS_COL_##id,
enum load_groups_column {
#include "model/load_groups.cols.h"
	LOAD_GROUPS_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_BASE_COL_##id,
enum load_base_column {
#include "model/load_base.cols.h"
	LOAD_BASE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_LIMITS_COL_##id,
enum load_limits_column {
#include "model/load_limits.cols.h"
	LOAD_LIMITS_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_NODES_COL_##id,
enum load_nodes_column {
#include "model/load_nodes.cols.h"
	LOAD_NODES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_PROFILE_COL_##id,
enum load_profile_column {
#include "model/load_profile.cols.h"
	LOAD_PROFILE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_DEVICES_COL_##id,
enum load_devices_column {
#include "model/load_devices.cols.h"
	LOAD_DEVICES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_ASSIGN_COL_##id,
enum load_assign_column {
#include "model/load_assign.cols.h"
	LOAD_ASSIGN_COLUMNS
};
#undef COL

extern const struct table_format load_groups_format, load_base_format,
	load_limits_format, load_nodes_format, load_profile_format,
	load_devices_format, load_assign_format;

#endif

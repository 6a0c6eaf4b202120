/*
 * world.h - the world that sit-emu plays: users, devices, who may do what
 *
 * Everything that is true before the first request arrives: the devices and
 * their state, the users and their roles, who is registered for which meter
 * point and from when, the SMETS1 Service Providers, schedules that exist,
 * and the faults that are to happen. Read by file/world_in.h; emu/ changes
 * devices, receivers, registrations and faults as it runs.
 *
 *	struct world w = WORLD_INIT;
 *	struct world_device *d = world_device(&w, eui);	(NULL: unknown)
 *	world_eui_text(d->eui, text)		"00-DB-12-34-56-78-90-A0"
 *	world_release(&w);
 *
 * An EUI-64 is a number; text is eight pairs of hex digits joined by '-', in
 * any case, written in capitals. Times are milliseconds since 1970 in UTC,
 * days those of base/date.h. Strings belong to the world's arena. A device's
 * address dies when one is added.
 *
 * Source: sections 2, 6 and 9 of the notes on testing in smets1-tools(7).
 */
#ifndef MODEL_WORLD_H
#define MODEL_WORLD_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/date.h"
#include "base/intern.h"
#include "base/table.h"
#include "base/vec.h"
#include "model/srv.h"

#define WORLD_EUI_TEXT	24
#define WORLD_ARGS	3		/* of a fault, at most */

enum world_status {
	WORLD_PENDING, WORLD_WHITELISTED, WORLD_INSTALLED, WORLD_COMMISSIONED,
	WORLD_DECOMMISSIONED, WORLD_WITHDRAWN, WORLD_SUSPENDED,
	WORLD_RECOVERY, WORLD_RECOVERED, WORLD_STATUSES
};

enum world_frequency {
	WORLD_DAILY, WORLD_WEEKLY, WORLD_MONTHLY, WORLD_QUARTERLY,
	WORLD_HALF_YEARLY, WORLD_YEARLY, WORLD_FREQUENCIES
};

enum world_fuel { WORLD_ELECTRICITY, WORLD_GAS, WORLD_FUELS };

struct world_user {
	uint64_t eui;
	unsigned roles;			/* a set of enum srv_role */
	struct span cert;		/* PEM file, or empty */
	struct span receiver;		/* URL, or empty: nothing is pushed */
	struct span area;		/* of a network operator */
	bool accredited;		/* of other users */
	bool suspended;
};

struct world_device {			/* a row of sit-devices(5) */
	const char *file;		/* its table, as the findings name it,
					   or NULL; and where */
	uint64_t line;
	uint64_t eui, chf, gpf;		/* chf, gpf 0: none */
	unsigned type;			/* one of enum srv_device */
	uint64_t smets;			/* 1 or 2 */
	bool smets_told;		/* by its table; else it is 1 */
	enum world_status status;
	bool prepayment;
	bool unreachable;		/* E20 is all it answers */
	bool han_left;			/* its hub hears nothing of it: E21 */
	bool removed;			/* was deleted from the inventory */
	struct span s1sp, mpxn, region, fw_version, manufacturer, model;
	struct span import_supplier, gas_supplier, network_operator;
	struct span set, ppc_id, installation_type;
	bool bills;			/* it has a billing calendar */
	enum world_frequency billing_period;
	int32_t billing_start;		/* DATE_NONE: not known */
};

struct world_registration {		/* of a meter point */
	struct span mpxn;
	enum world_fuel fuel;
	unsigned role;			/* one of enum srv_role */
	uint64_t user;
	int32_t from, to;		/* to is exclusive; DATE_NONE: open */
};

struct world_s1sp {
	struct span id;
	bool lists_cv9;			/* only the SRVs of cv9 may be */
	VEC(struct span) cv9;		/*   scheduled here */
	bool has_delay;
	uint64_t delay_s;		/* longest wait of a scheduled */
};

struct world_firmware {
	unsigned device_type;
	struct span manufacturer, model, version, image_sha256;
};

struct world_schedule {
	uint64_t id, user, device;
	struct span srv;
	enum world_frequency frequency;
	int32_t start, end;		/* days; end DATE_NONE: open */
	uint64_t time_ms;		/* after midnight */
};

struct world_threshold {		/* of anomaly detection */
	uint64_t user;			/* 0: every user, each by itself */
	struct span srv;		/* empty: all SRVs together */
	uint64_t per_hour;
};

/* What can be made to go wrong: the rows of fault.cols.h. */
enum world_fault_kind {
#define COL(id, name, type, values, flags, help) WORLD_FAULT_##id,
#include "model/fault.cols.h"
#undef COL
	WORLD_FAULTS
};

struct world_fault {
	struct span id;
	uint64_t serial;		/* no other fault had or will have */
	enum world_fault_kind kind;
	struct span srv;		/* empty: any */
	uint64_t cv, device, user;	/* 0: any */
	uint64_t nth;			/* 0: each; else the nth of a device */
	uint64_t probability;		/* in millionths */
	uint64_t count;			/* argument "count" */
	uint64_t ms;			/* arguments "delay_s" and "ms" */
	struct span text;		/* "code", "type" */
	bool has_count, has_ms;
};

struct world {
	struct arena arena;
	uint64_t acb;			/* EUI of the DCC's broker */
	uint64_t seed;
	bool has_start;
	int64_t start_ms;
	uint64_t factor_milli;		/* 1000: real time; 0: stands still */
	bool strict_acb;
	struct span schema_version;	/* of what is answered: "5.1" */
	/* refusals whose texts no source at hand has: settings */
	struct span counter_code, mode_code, calendar_code, date_code;
	struct span body_code, signature_code;
	struct {
		bool enabled;
		struct span code;	/* for a device that is not SMETS1 */
		struct span child_43, child_443;
	} mp192;
	struct {
		uint64_t first_ms, factor_milli, max_ms, give_up_s;
	} push;
	VEC(struct world_user) users;
	VEC(struct world_device) devices;
	struct intern device_ids;	/* number: place in devices */
	VEC(struct world_registration) registrations;
	VEC(struct world_s1sp) s1sps;
	VEC(struct world_firmware) firmware;
	VEC(struct world_schedule) schedules;
	VEC(struct world_threshold) thresholds;
	VEC(struct world_fault) faults;
	uint64_t faults_made;
};

#define WORLD_INIT	{ .arena = ARENA_INIT, .device_ids = INTERN_INIT }

void world_init(struct world *w);	/* the defaults of sit-world(5) */
void world_release(struct world *w);

/* It would answer, if it were asked now. */
bool world_device_answers(const struct world_device *d);

bool world_eui_parse(struct span s, uint64_t *eui);
const char *world_eui_text(uint64_t eui, char text[WORLD_EUI_TEXT]);

/* Adds it; NULL: there is one of that EUI. */
struct world_device *world_add_device(struct world *w,
				      const struct world_device *d);
struct world_device *world_device(const struct world *w, uint64_t eui);
struct world_user *world_user(const struct world *w, uint64_t eui);
const struct world_s1sp *world_s1sp(const struct world *w, struct span id);

/* Names, as in the inventory and in schedules. False: none of them. */
bool world_status_named(struct span name, enum world_status *status);
const char *world_status_name(enum world_status status);
bool world_frequency_named(struct span name, enum world_frequency *f);
const char *world_frequency_name(enum world_frequency f);
const char *world_fault_name(enum world_fault_kind kind);
bool world_fault_named(struct span name, enum world_fault_kind *kind);

/* sit-devices(5), and the table of faults. */
extern const struct table_format devices_format;
extern const struct table_format fault_format;

enum devices_column {
#define COL(id, name, type, values, flags, help) DEVICES_COL_##id,
#include "model/devices.cols.h"
#undef COL
	DEVICES_COLUMNS
};

#endif

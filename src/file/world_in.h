/*
 * world_in.h - the world of sit-emu, and what changes it while it runs
 *
 *	struct world w;
 *	world_init(&w);
 *	ok = world_in_read(&w, "world.json", &limits, &diag, &source, &system);
 *	ok = world_in_devices(&w, "devices.csv", &limits, &diag, &source,
 *			      &system);		(more devices)
 *	ok = world_in_check(&w, "world.json", &diag);
 *
 * The world is JSON, sit-world(5); devices come in it or as a table,
 * sit-devices(5). Rejected with findings (codes SIT): what is no JSON or has
 * an unknown member, a value of the wrong kind, a device or user twice.
 * world_in_check() looks at what refers to something else: a registration of
 * a user that there is not, a schedule of a device that there is not.
 *
 * The rest reads the bodies of admin requests; findings name them `name`.
 * Nothing is changed unless true comes back.
 */
#ifndef FILE_WORLD_IN_H
#define FILE_WORLD_IN_H

#include "file/rows.h"
#include "model/world.h"

bool world_in_read(struct world *w, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   struct rows_source *source, bool *system);
bool world_in_devices(struct world *w, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system);
bool world_in_check(const struct world *w, const char *name, struct diag *d);

struct world_in_text {		/* the body of a request */
	struct span text;
	const char *name;
	struct diag *diag;
};

bool world_in_faults(struct world *w, const struct world_in_text *t);
bool world_in_registrations(struct world *w, const struct world_in_text *t);
bool world_in_patch(struct world *w, const struct world_in_text *t,
		    struct world_device *device);
bool world_in_receiver(struct world *w, const struct world_in_text *t,
		       struct world_user *user);
bool world_in_advance(struct world *w, const struct world_in_text *t,
		      uint64_t *ms);

struct world_alert {		/* that a device raises */
	uint64_t device;
	uint64_t user;		/* 0: its supplier */
	struct span code;	/* hex */
	struct span payload;	/* base64; or SMETS1: free text */
	uint64_t count;		/* 0: one, not throttled */
};
bool world_in_alert(struct world *w, const struct world_in_text *t,
		    struct world_alert *alert);

#endif

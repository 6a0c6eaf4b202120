/*
 * sitrun_room.h - what the parts of a run share, and nobody else
 *
 * sitrun_run.c begins and ends a run, sitrun_files.c reads what it is made
 * from, sitrun_again.c brings back what a journal keeps, sitrun_places.c and
 * sitrun_ask.c say where each case goes, sitrun_loop.c turns, sitrun_wire.c
 * sends and receives, sitrun_clock.c knows the time, sitrun_keep.c writes the
 * journal, sitrun_say.c tells how far it is,
 * sitrun_away.c who cannot be reached.
 */
#ifndef TOOLS_SITRUN_ROOM_H
#define TOOLS_SITRUN_ROOM_H

#include "engine/run.h"
#include "file/journal.h"
#include "model/release.h"
#include "net/http.h"
#include "net/receiver.h"
#include "tools/sitrun_letter.h"
#include "tools/sitrun_run.h"

/* ---- where a case goes ---- */

struct sitrun_place {
	uint64_t case_no;		/* in the journal */
	struct case_target target;
	const struct campaign_interface *interface;	/* NULL: none */
	const char *route;		/* why there */
	bool asks;			/* the inventory, for its route */
	uint64_t number;		/* of its last attempt in the journal;
					   0: none yet */
	uint32_t attempt;

	/* of an attempt of an earlier process */
	bool resumed, voided, over;
	struct span carry;
	struct span firmware[DEVICES];
};

/* ---- the clock ---- */

struct sitrun_clock {
	bool admin;
	int64_t begun_ms, begun_real_ms;	/* what it showed, and when */
	int64_t until_ms;		/* is being moved to; 0: is not */
	uint64_t sending;		/* messages that are on their way */
	bool busy;			/* an exchange with it is under way */
	bool failed;
};

/* ---- a request under way ---- */

struct sitrun_flight {
	enum { FLIGHT_REQUEST, FLIGHT_ADMIN, FLIGHT_PROBE,
	       FLIGHT_INVENTORY } kind;
	struct asked *asked;		/* of the inventory */
	uint32_t place;
	uint32_t attempt;
	unsigned stage;
	uint64_t number;		/* of the attempt in the journal */
	struct duis_id id;
	int64_t sent_ms;
	struct buf url, bytes, headers;
	const char *media_type;
	struct sitrun_flight *next;	/* in the outbox */
};

struct sitrun_away {			/* an interface, as told */
	bool away;
	int64_t since_ms;
};

struct sitrun_lost {			/* number of an attempt that is not
					   its case's last */
	uint32_t place, attempt;
	uint64_t number;
};

struct sitrun_file {			/* that the cycle is made from */
	struct span role, name;
	uint64_t place;
	struct buf bytes;
};

struct sitrun_run {
	struct sitrun *s;
	const struct sitrun_run_ask *ask;
	struct frame *f;
	struct arena arena;
	const char *admin;		/* of sit-emu; NULL: none */

	VEC(struct sitrun_file) files;
	VEC(int) memory;		/* descriptors of files kept so */
	struct release release;
	struct span release_sha256;
	const char *cases_file;
	uint64_t firmware_changed;	/* devices */
	struct cases cases;
	struct case_targets targets;
	VEC(struct sitrun_place) places;
	VEC(struct run_case) plan;
	VEC(struct run_counter) counters;
	struct intern s1sps;

	const char *journal_path;
	struct journal *journal;
	struct journal_cycle cycle, before;
	struct journal_load load;
	VEC(struct sitrun_lost) lost;
	bool dirty;			/* something waits for a commit */
	bool moved;			/* something came: ask again before the
					   clock is moved */

	struct letters letters;
	struct xmlsig_certs *certs;
	struct xml_schema *schema;

	struct sitrun_clock clock;
	struct net_http *http;
	struct net_receiver *receiver;
	struct buf tls_key, tls_cert, tls_ca;	/* the receiver's */
	struct run *run;
	struct sitrun_flight *outbox, **outbox_end;
	VEC(struct sitrun_flight *) flights;	/* all that there are */
	VEC(struct net_call *) held;	/* to be acknowledged */
	struct arena scratch;		/* of one event */
	struct buf text;

	struct sitrun_away *away;	/* by interface */
	bool unreachable;		/* an interface, before anything */
	bool nothing_left;		/* to do: nobody need be reached */
	bool none_again;		/* no case: no cycle has begun */
	unsigned interrupts;
	bool broken;			/* the journal cannot be written */
	bool stopped;
	int64_t next_line_ms, begun_real_ms;
	uint64_t begun_over;
	bool live, line_shown;
};

/* sitrun_run.c: what the command line says goes before the campaign */
void sitrun_overrides(struct sitrun_run *r);

/* sitrun_files.c: into the settings; then into the journal. What is wrong
 * becomes findings. */
void sitrun_files_campaign(struct sitrun_run *r);
void sitrun_files_devices(struct sitrun_run *r);
void sitrun_files_release(struct sitrun_run *r);
void sitrun_files_put(struct sitrun_run *r);
/* The devices are given anew: tells and keeps what runs other firmware. */
void sitrun_files_changed(struct sitrun_run *r);

/* sitrun_again.c: false: it has been said why, and *status is set */
bool sitrun_again_cycle(struct sitrun_run *r, int *status);
bool sitrun_again_load(struct sitrun_run *r);
bool sitrun_again_attempts(struct sitrun_run *r);

/* sitrun_places.c */
bool sitrun_places(struct sitrun_run *r, const char *file);

/* sitrun_ask.c: the inventory, where a route depends on it */
bool sitrun_ask(struct sitrun_run *r);
void sitrun_ask_answered(struct sitrun_run *r, struct asked *a,
			 const struct net_answer *answer);

/* sitrun_clock.c */
void sitrun_clock_stand(struct sitrun_run *r);	/* nobody is asked */
bool sitrun_clock_begin(struct sitrun_run *r);
struct run_now sitrun_now(const struct sitrun_run *r);
void sitrun_clock_move(struct sitrun_run *r, int64_t to_ms);
void sitrun_clock_seen(struct sitrun_run *r, int64_t stamp_ms);
void sitrun_clock_answered(struct sitrun_run *r,
			   const struct net_answer *answer);

/* sitrun_keep.c */
void sitrun_keep_changes(struct sitrun_run *r);
void sitrun_keep_request(struct sitrun_run *r,
			 const struct sitrun_flight *f);
uint64_t sitrun_number(const struct sitrun_run *r, uint32_t place,
		       uint32_t attempt);
bool sitrun_commit(struct sitrun_run *r);

/* sitrun_away.c */
/* An exchange of the interface ended, by this error if it could not be
 * reached. */
void sitrun_away_tell(struct sitrun_run *r, uint32_t interface,
		      struct span error);
/* "endpoint URL cannot be reached since 13:01:10Z"; false: all can. */
bool sitrun_away_line(const struct sitrun_run *r, struct buf *b);
/* Why the run stopped by itself, if it did. */
void sitrun_away_end(const struct sitrun_run *r);

/* sitrun_wire.c: what goes and comes */
bool sitrun_wire_open(struct sitrun_run *r);
void sitrun_wire_close(struct sitrun_run *r);
struct sitrun_flight *sitrun_flight(struct sitrun_run *r, unsigned kind);
/* Can every interface be reached? Else it has been said why not. */
bool sitrun_wire_probe(struct sitrun_run *r);
struct asked;
void sitrun_wire_ask(struct sitrun_run *r,
		     const struct campaign_interface *i,
		     const struct letter *letter, struct asked *asked);
void sitrun_prepare(struct sitrun_run *r, const struct run_action *action);
bool sitrun_send(struct sitrun_run *r);

/* sitrun_loop.c: until there is nothing more to do */
bool sitrun_loop(struct sitrun_run *r);

/* sitrun_say.c */
void sitrun_say_begin(struct sitrun_run *r);
void sitrun_say_now(struct sitrun_run *r);
void sitrun_say_end(struct sitrun_run *r);
bool sitrun_say_shown(const struct sitrun_run *r);

#endif

/* room.h - what the files of the emulator share; nobody else includes it */
#ifndef EMU_ROOM_H
#define EMU_ROOM_H

#include "base/intern.h"
#include "base/moment.h"
#include "emu/due.h"
#include "emu/emu.h"
#include "emu/log.h"
#include "emu/push.h"
#include "emu/request.h"
#include "emu/server.h"

#define EMU_ID_TEXT	72		/* EUI:EUI:counter and NUL */

/* What goes wrong with one exchange. */
struct emu_mishap {
	uint32_t set;			/* bits by enum world_fault_kind */
	struct span code, result_code, type, alert_code;
	uint64_t copies, storm, http_status, retry_s;
	uint64_t delay_ms, late_ms, first_ms, dribble_ms;
};
#define EMU_HAS(m, kind)	((m)->set >> WORLD_FAULT_##kind & 1)

/* What a request changes on its device when it is carried out. */
enum emu_effect_kind {
	EMU_EFFECT_NONE, EMU_EFFECT_CREDIT, EMU_EFFECT_PREPAYMENT,
	EMU_EFFECT_FIRMWARE, EMU_EFFECT_BILLING,
};
struct emu_effect {
	enum emu_effect_kind kind;
	enum world_frequency billing;
};

enum emu_job_kind {
	EMU_JOB_RESULT,			/* of a request */
	EMU_JOB_AT_DEVICE,		/* a future dated one is carried out */
	EMU_JOB_ACTIVATE,		/* a schedule is due */
	EMU_JOB_SCHEDULED,		/* the result of that */
};

/* Something that is to be sent, or done. */
struct emu_job {
	enum emu_job_kind kind;
	struct emu_job *next;		/* of a user's held ones */
	uint64_t user, device, counter;
	uint64_t schedule;		/* 0: none */
	const struct srv *srv;
	unsigned cv;
	char id[EMU_ID_TEXT];		/* RequestID as it was spelled */
	struct emu_effect effect;
	struct emu_mishap mishap;
	struct emu_call *held;		/* answer that waits for delivery */
	int64_t due_ms, held_until_ms;	/* the latter in real time */
	bool cancelled;
	bool listed;			/* among the future dated */
	bool armed;			/* due when its answer has left */
	bool ended;			/* while its answer is held */
};

/* A request that passed the transform and waits for its signature. */
struct emu_open_pre {
	uint64_t counter;
	const struct srv *srv;
	struct emu_effect effect;
	int64_t execute_ms;
	bool future;
};

/* What one originator has sent to one target. */
struct emu_pair {
	bool any;
	uint64_t last;
	VEC(struct emu_open_pre) open;
	VEC(uint64_t) used;		/* of the broker; ascending */
};

struct emu_device_state {
	uint64_t calls, sent;
	struct span next_fw;		/* distributed, not yet activated */
	struct span scheduled_fw;
};

struct emu_user_state {
	struct emu_job *held;		/* results out of order */
};

struct emu_schedule {
	uint64_t id, user, device;
	const struct srv *srv;
	enum world_frequency frequency;
	int32_t start, end;
	uint64_t time_ms, runs;
	struct buf details;		/* children of DSPScheduleDetails */
	bool removed;
};

struct emu_window {			/* of anomaly detection */
	int64_t from_ms;
	uint64_t n;
};

/* The clock was moved on, and who did it waits for what fell due. */
struct emu_advance {
	struct emu_call *call;
	int64_t until_ms;
	bool ended;
};

struct emu {
	struct emu_settings set;
	struct world *world;
	struct emu_clock clock;
	int64_t now_ms;			/* of what is being done */
	int64_t due_ms;			/* of what was due last */
	struct emu_server *http, *admin;
	struct emu_push *push;
	struct emu_log log;
	struct emu_due due;		/* of jobs, by the clock */
	VEC(struct emu_job *) future;	/* future dated, can be cancelled */
	VEC(struct emu_job *) holding;	/* jobs whose answer waits */
	VEC(struct emu_advance *) advances;
	struct intern pair_ids;
	VEC(struct emu_pair *) pairs;
	struct intern fault_counts;
	VEC(uint64_t) fault_count;
	struct intern window_ids;
	VEC(struct emu_window) windows;
	VEC(struct emu_device_state) devices;	/* as in the world */
	VEC(struct emu_user_state) users;
	VEC(struct emu_schedule *) schedules;
	uint64_t next_schedule, next_alert, quarantined, waits;
	uint64_t requests, refused, delivered;
};

/* ---- draw.c: chance that order cannot change ---- */

uint64_t emu_hash(uint64_t seed, struct span what, uint64_t a, uint64_t b);
void emu_base64(struct buf *out, const void *bytes, size_t n);
/* A payload that nobody can read and that is the same each time. */
void emu_payload(const struct emu *e, struct buf *out, const char *what,
		 uint64_t device, const struct srv *srv, uint64_t counter);

/* ---- fault.c ---- */

void emu_mishaps(struct emu *e, struct emu_mishap *m, const struct srv *srv,
		 unsigned cv, uint64_t device, uint64_t user);

/* ---- rules.c, access.c: may it be done? ---- */

/* The code that refuses it; empty: it is accepted. */
struct span emu_judge(struct emu *e, const struct emu_request *r,
		      char service);
struct span emu_access(const struct emu *e, const struct world_user *u,
		       const struct srv *srv, const struct world_device *d);
/* The device that a request is about; NULL: none that is known. */
struct world_device *emu_device_of(const struct emu *e,
				   const struct emu_request *r);
bool emu_exceeds(struct emu *e, const struct emu_request *r);
struct emu_pair *emu_pair(struct emu *e, uint64_t user, uint64_t target);
const struct emu_open_pre *emu_open_of(const struct emu_pair *p,
				       uint64_t counter);
/* It was accepted: remember its counter. */
void emu_counted(struct emu *e, const struct emu_request *r,
		 const struct emu_effect *effect);

/* ---- serve.c: one request ---- */

void emu_serve(struct emu *e, const struct emu_http_request *request,
	       struct emu_http_reply *reply);
void emu_served(struct emu *e, void *token);

/* ---- schema.c: the schemas of --schema ---- */

bool emu_schema_allows(const struct emu *e, const struct emu_request *r,
		       struct buf *why);
/* Whatever is wrong with what we say ourselves is an event. */
void emu_schema_answer(struct emu *e, struct span bytes);

/* ---- answer.c: messages ---- */

struct emu_answer {
	struct span request_id;		/* empty: none */
	uint64_t from, to, counter;	/* of the ResponseID */
	struct span code;
	const struct srv *srv;
	bool lower, upper, sign;
};

struct emu_writer {
	struct xml_writer w;
	struct buf bytes;
	const struct emu_answer *a;
};

extern const struct xml_ns emu_sr, emu_ra;

void emu_answer_begin(struct emu *e, struct emu_writer *w,
		      const struct emu_answer *a);
void emu_answer_end(struct emu *e, struct emu_writer *w, struct buf *out);
void emu_put(struct emu_writer *w, const char *name, struct span text);
void emu_put_ids(struct emu_writer *w, const struct xml_ns *ns,
		 const char *name, struct span id);
void emu_put_eui(struct emu_writer *w, const struct xml_ns *ns,
		 const char *name, uint64_t eui);
void emu_put_refs(struct emu_writer *w, const struct srv *srv);

/* ---- content.c: what devices say ---- */

void emu_result(struct emu *e, const struct emu_job *job, struct buf *out,
		struct span *code);
void emu_future_alert(struct emu *e, const struct emu_job *job,
		      struct buf *out);

/* ---- alert.c ---- */

struct emu_alert {
	uint64_t user, device;
	struct span code, payload;
	uint64_t sequence, count;	/* 0: not throttled */
};
void emu_alert_device(struct emu *e, const struct emu_alert *a);
void emu_alert_removal(struct emu *e, const struct emu_schedule *s);
void emu_alert_quarantine(struct emu *e, const struct emu_request *r);
void emu_alert_s1sp(struct emu *e, const struct emu_job *job,
		    const char *code);
void emu_alert_failure(struct emu *e, const struct emu_job *job);

/* ---- dcc.c: what the DCC answers itself ---- */

enum emu_dcc_kind {
	EMU_DCC_NOTHING,
	EMU_DCC_DEVICES,		/* items: places in the world */
	EMU_DCC_SCHEDULE,		/* id */
	EMU_DCC_SCHEDULES,		/* items: places in the list */
	EMU_DCC_FIRMWARE,		/* items: places of refused devices */
	EMU_DCC_COVERAGE,		/* asked: where */
};

struct emu_dcc {
	struct span code;
	enum emu_dcc_kind kind;
	uint64_t id;
	VEC(size_t) items;
	const struct xml_node *asked;	/* body of the request */
};

void emu_dcc(struct emu *e, const struct emu_request *r, struct emu_dcc *a);
void emu_dcc_write(const struct emu *e, const struct emu_dcc *a,
		   struct emu_writer *w);

/* ---- inventory.c, schedule.c ---- */

void emu_inventory_read(struct emu *e, const struct emu_request *r,
			struct emu_dcc *a);
struct span emu_inventory_update(struct emu *e, const struct emu_request *r);
struct span emu_inventory_add(struct emu *e, const struct emu_request *r);
void emu_inventory_write(const struct world_device *d, struct emu_writer *w);
void emu_firmware_update(struct emu *e, const struct emu_request *r,
			 struct emu_dcc *a);

struct span emu_schedule_judge(const struct emu *e,
			       const struct emu_request *r);
bool emu_schedule_valid(const struct emu *e, const struct emu_request *r,
			struct buf *why);
void emu_schedule_create(struct emu *e, const struct emu_request *r,
			 struct emu_dcc *a);
void emu_schedule_read(struct emu *e, const struct emu_request *r,
		       struct emu_dcc *a);
struct span emu_schedule_delete(struct emu *e, const struct emu_request *r);
void emu_schedule_write(const struct emu_schedule *s, struct emu_writer *w);
void emu_schedules_open(struct emu *e);
void emu_schedule_activate(struct emu *e, struct emu_job *job);
void emu_schedule_remove(struct emu *e, struct emu_schedule *s, bool tell);
void emu_schedules_review(struct emu *e);	/* who may still hold one? */
bool emu_schedule_aligned(const struct emu *e, const struct emu_job *job);

/* ---- job.c: what is due ---- */

struct emu_job *emu_job_new(struct emu *e, enum emu_job_kind kind);
void emu_job_at(struct emu *e, struct emu_job *job, int64_t at_ms);
/* What is due, for that long in real time: nobody is to wait for the results
 * of others. Each is carried out at its own time, whatever the clock shows
 * by then. */
void emu_jobs_run(struct emu *e, int64_t slice_ms);
void emu_job_result(struct emu *e, struct emu_job *job);
void emu_deliver(struct emu *e, const char *what, uint64_t user,
		 uint64_t device, struct buf *body, const struct emu_job *job,
		 struct span code);
void emu_spoil(const struct emu_mishap *m, struct buf *message);
void emu_effect(struct emu *e, uint64_t device, const struct emu_effect *f);
void emu_delivered(void *owner, const struct emu_push_try *t,
		   enum emu_push_end end);
void emu_forgotten(void *owner, void *token);
void emu_not_delivered(void *owner, const struct emu_push_try *t,
		       int64_t wait_ms);
void emu_holding_expire(struct emu *e);
int64_t emu_holding_wait_ms(const struct emu *e);

/* ---- admin.c ---- */

void emu_admin(struct emu *e, const struct emu_http_request *request,
	       struct emu_http_reply *reply);
/* Answers who moved the clock, once all is done that fell due. */
void emu_advances_end(struct emu *e);
void emu_advance_served(struct emu *e, void *token);

struct emu_device_state *emu_device_state(struct emu *e, uint64_t eui);
struct emu_user_state *emu_user_state(struct emu *e, uint64_t eui);

#endif

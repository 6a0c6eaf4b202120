/*
 * journal_room.h - the inside of a journal
 *
 * Statements are prepared once, when they are first used. A statement is
 * filled and read value by value, in the order of its columns:
 *
 *	struct put p = put_begin(j, SQL_EVENT_ADD);
 *
 *	put_u64(&p, cycle);
 *	put_text(&p, kind);		(empty: NULL)
 *	put_done(&p);
 *
 *	struct get g = get_begin(j, SQL_CYCLES);	(after its puts)
 *	while (get_row(&g)) {
 *		n = get_u64(&g);
 *		name = get_text(&g, &arena);
 *	}
 *
 * What fails is kept in the journal, and all later puts do nothing.
 */
#ifndef FILE_JOURNAL_ROOM_H
#define FILE_JOURNAL_ROOM_H

#include <sqlite3.h>
#include "base/intern.h"
#include "file/journal.h"
#include "file/journal_known.h"
#include "file/journal_lock.h"

/* ---- statements ---- */

#define JOURNAL_CYCLE_COLUMNS \
	"cycle, name, kind, plan_sha256, selection, begun_ms, ended_ms, runs"
#define JOURNAL_ATTEMPT_COLUMNS \
	"attempt_no, cycle, case_no, attempt, interface, route, user, " \
	"ch_fw_version, esme_fw_version, gsme_fw_version, " \
	"ppmid_fw_version, state, carry, begun_ms, due_ms, ended_ms, " \
	"verdict, timing, ack_code, final_code, alert_code, request_id, " \
	"schedule_id, sent_ms, ack_ms, result_ms, trt_ms, voided_by, " \
	"issue_ids, reason"
#define JOURNAL_REQUEST_COLUMNS \
	"attempt_no, stage, request_id, url, sent_ms, ending, error, " \
	"http_status, signature, schema, connect_us, first_us, total_us, " \
	"bytes_out"
#define JOURNAL_MESSAGE_COLUMNS \
	"message_no, arrived_ms, path, peer, kind, request_id, " \
	"response_id, code, signature, embedded, schema, attempt_no, " \
	"unmatched"

enum journal_sql {
#define SQL(id, text) SQL_##id,
#include "file/journal_sql.def.h"
#undef SQL
	JOURNAL_SQLS
};

struct journal_counter {
	uint64_t highest;
	bool changed;			/* since the last commit */
};

struct journal {
	sqlite3 *db;
	char *path;			/* without links */
	char *shown;			/* as it was given */
	struct journal_lock *lock;	/* NULL: it is only read */
	bool ours;			/* to write: what fails is marked */
	bool made;			/* the file: it was not there */
	bool blank;			/* or nothing was in it */
	bool kept;			/* something was committed */
	bool pending;			/* a transaction is open */
	bool checked;
	char failure[512];
	sqlite3_stmt *statement[JOURNAL_SQLS];
	int log_pages;			/* of the log, after a commit */
	struct arena arena;		/* of journal_campaign() */
	struct intern originators;
	VEC(struct journal_counter) counters;	/* of each */
	bool has_counters;
	struct journal_known known;	/* bodies */
	uint64_t messages, contents;	/* the highest numbers */
	bool has_known;
	struct ZSTD_CCtx_s *pack;	/* NULL: not needed yet */
	struct ZSTD_DCtx_s *unpack;	/* alike */
	struct buf packed;
	struct buf held;		/* bodies that are to be packed */
	bool holds;			/* any, be they empty */
	struct buf content;		/* the last one that was unpacked */
	uint64_t content_no;		/* 0: none */
};

struct put {
	struct journal *j;
	sqlite3_stmt *s;		/* NULL: failed */
	int at;
};

struct put put_begin(struct journal *j, enum journal_sql id);
void put_u64(struct put *p, uint64_t v);
void put_ms(struct put *p, int64_t ms);		/* 0: NULL */
void put_if(struct put *p, bool has, uint64_t v);
/* What is given is copied by put_done(), and stays until then. */
void put_text(struct put *p, struct span s);	/* empty: NULL */
void put_cell(struct put *p, struct span s);	/* empty: '' */
void put_raw(struct put *p, struct span s);	/* any bytes; empty: NULL */
void put_blob(struct put *p, const void *bytes, size_t n);
void put_done(struct put *p);			/* runs it */

struct get {
	struct journal *j;
	sqlite3_stmt *s;
	int at;
};

/* The statement of `p`, to be read; one without parameters. */
struct get get_put(const struct put *p);
struct get get_begin(struct journal *j, enum journal_sql id);
bool get_row(struct get *g);		/* false: no more, or failed */
void get_end(struct get *g);		/* before the last row */
uint64_t get_u64(struct get *g);	/* NULL: 0 */
int64_t get_ms(struct get *g);
bool get_if(struct get *g, uint64_t *v);
/* Copied into the arena; UTF-8, else the journal fails. */
struct span get_text(struct get *g, struct arena *a);
/* As they are, until the next row. */
struct span get_bytes(struct get *g);

/* SQLite says no: keeps why. `doing`: "read", "write". */
void journal_fail(struct journal *j, const char *doing);
/* The same in our own words: "'sit.journal' is damaged: " and the rest, and
 * how to go on. */
void journal_damaged(struct journal *j, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
bool journal_failed(const struct journal *j);
/* Runs texts of no result. */
bool journal_run(struct journal *j, const char *sql);

/* ---- tables ---- */

#define JOURNAL_APPLICATION	0x536a6e6c	/* "Sjnl" */
#define JOURNAL_VERSION		3

bool journal_schema_make(struct journal *j);
/* The statement that adds a row to a plan, or the one that reads a plan. */
void journal_plan_sql(bool add, struct buf *sql);

/* ---- bodies ---- */

/* Its number; 0: failed, or empty. */
uint64_t journal_body_put(struct journal *j, struct span bytes);
/* The content of bodies that have none yet: before a commit, and before who
 * writes reads any. */
void journal_bodies_put(struct journal *j);
/* That of a message, which may be empty: its number, and the message's. False:
 * a message before it had the same. */
bool journal_body_arrived(struct journal *j, struct span bytes,
			  uint64_t *body, uint64_t *message);
bool journal_body(struct journal *j, uint64_t number, struct buf *bytes);
/* A row of SQL_BODIES: its bytes, until the next is read, and its digest.
 * False: it is not what it was, and the journal is damaged. */
bool journal_body_whole(struct journal *j, struct get *g, struct span *bytes,
			char sha256[SHA256_TEXT]);
/* A digest as it is stored, in hexadecimal; empty if it is none. */
void journal_sha_text(struct span sha, char text[SHA256_TEXT]);
void journal_body_release(struct journal *j);

/* ---- rows, from the columns above ---- */

void journal_get_attempt(struct get *g, struct arena *a,
			 struct journal_attempt *t);
void journal_get_request(struct get *g, struct arena *a,
			 struct journal_request *r);
void journal_get_message(struct get *g, struct arena *a,
			 struct journal_message *m);

/* The counters that requests had since the last. */
void journal_counters_put(struct journal *j);

/* Every page, every reference, every body; false: why. */
bool journal_check(struct journal *j);

#endif

/*
 * log.h - what happened, in the order in which it happened
 *
 * Two records. Events, one JSON object a line, are for tests and for people:
 * every request, answer, result, fault and change. The last `EMU_LOG_KEPT`
 * are kept and can be asked for by number; all of them go to a file if there
 * is one. Transactions are for charging, sit-transactions(5): one CSV row
 * for each message, who, what, when, bytes and outcome.
 *
 *	struct json *j = emu_log_begin(&log, now_ms, "fault");
 *	json_string(j, "fault", id);
 *	emu_log_end(&log);
 *
 * The first file that cannot be written is remembered in `failed`, and why
 * in `error`, as errno has it.
 */
#ifndef EMU_LOG_H
#define EMU_LOG_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/json.h"
#include "base/table.h"

#define EMU_LOG_KEPT	16384u

struct emu_log {
	struct buf *line;		/* a ring of EMU_LOG_KEPT */
	uint64_t count;			/* events so far; numbers from 1 */
	struct buf_sink sink;
	struct json json;
	int events_fd, transactions_fd;	/* -1: none */
	struct buf out;			/* transactions not yet written */
	const char *failed;		/* "events"; NULL: none */
	int error;
};

struct emu_transaction {
	int64_t at_ms;
	const char *direction;		/* REQUEST, ANSWER, RESULT, ALERT */
	uint64_t user, device;		/* 0: blank */
	struct span srv, id, code;
	uint64_t cv, bytes;
	unsigned http_status;		/* 0: blank */
	const char *outcome;
};

void emu_log_init(struct emu_log *l, int events_fd, int transactions_fd);
void emu_log_release(struct emu_log *l);

struct json *emu_log_begin(struct emu_log *l, int64_t now_ms,
			   const char *what);
void emu_log_end(struct emu_log *l);
/* The events after that number, and whether some are no longer kept. */
bool emu_log_after(const struct emu_log *l, uint64_t after, struct buf *out);

void emu_log_transaction(struct emu_log *l, const struct emu_transaction *t);
void emu_log_flush(struct emu_log *l);

enum transactions_column {
#define COL(id, name, type, values, flags, help) TRANSACTIONS_COL_##id,
#include "model/transactions.cols.h"
#undef COL
	TRANSACTIONS_COLUMNS
};

#endif

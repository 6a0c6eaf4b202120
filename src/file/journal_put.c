/* SQLite's statements, value by value. The first failure ends it all. */
#include "file/journal_room.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/bug.h"
#include "base/mem.h"
#include "base/utf8.h"

static const char *const texts[] = {
#define SQL(id, text) text,
#include "file/journal_sql.def.h"
#undef SQL
};

/* ---- failures ---- */

bool journal_failed(const struct journal *j)
{
	return j->failure[0] != '\0';
}

void journal_fail(struct journal *j, const char *doing)
{
	const int code = j->db ? sqlite3_extended_errcode(j->db) : 0;
	const int error = j->db ? sqlite3_system_errno(j->db) : 0;

	if ((code & 0xff) == SQLITE_NOMEM)
		mem_exhausted(0);
	if (journal_failed(j))
		return;
	if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB) {
		journal_damaged(j, "its pages do not hold together (%s)",
				sqlite3_errmsg(j->db));
		return;
	}
	snprintf(j->failure, sizeof(j->failure), "cannot %s '%s': %s%s%s",
		 doing, j->shown, j->db ? sqlite3_errmsg(j->db) : "",
		 error ? ": " : "", error ? strerror(error) : "");
	if (j->ours)
		journal_lock_mark(j->lock);
}

void journal_damaged(struct journal *j, const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list args;

	if (journal_failed(j))
		return;
	va_start(args, fmt);
	buf_vaddf(&text, fmt, args);
	va_end(args);
	snprintf(j->failure, sizeof(j->failure), "'%s' is damaged: %s; go on "
		 "with a copy that is whole", j->shown, text.p);
	buf_release(&text);
	if (j->ours)
		journal_lock_mark(j->lock);
}

bool journal_run(struct journal *j, const char *sql)
{
	if (sqlite3_exec(j->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return true;
	journal_fail(j, j->lock ? "write" : "read");
	return false;
}

/* ---- writing ---- */

static bool prepare(struct journal *j, enum journal_sql id)
{
	struct buf made = BUF_INIT;
	int code;

	if (!texts[id])
		journal_plan_sql(id == SQL_PLAN_ADD, &made);
	code = sqlite3_prepare_v3(j->db, texts[id] ? texts[id] : made.p, -1,
				  SQLITE_PREPARE_PERSISTENT,
				  &j->statement[id], NULL);
	buf_release(&made);
	if (code != SQLITE_OK)
		journal_fail(j, "use");
	return code == SQLITE_OK;
}

static sqlite3_stmt *statement(struct journal *j, enum journal_sql id)
{
	if (!j->statement[id]) {
		if (!prepare(j, id))
			return NULL;
	} else {
		sqlite3_reset(j->statement[id]);
		sqlite3_clear_bindings(j->statement[id]);
	}
	return j->statement[id];
}

struct put put_begin(struct journal *j, enum journal_sql id)
{
	struct put p = { .j = j };

	if (!journal_failed(j))
		p.s = statement(j, id);
	return p;
}

static void bound(struct put *p, int result)
{
	if (result == SQLITE_OK)
		return;
	journal_fail(p->j, "use");
	p->s = NULL;
}

void put_u64(struct put *p, uint64_t v)
{
	if (v > INT64_MAX)
		BUG("a number that the journal cannot hold");
	if (p->s)
		bound(p, sqlite3_bind_int64(p->s, ++p->at, (int64_t)v));
}

void put_if(struct put *p, bool has, uint64_t v)
{
	if (has)
		put_u64(p, v);
	else
		p->at++;
}

void put_ms(struct put *p, int64_t ms)
{
	p->at++;
	if (p->s && ms)
		bound(p, sqlite3_bind_int64(p->s, p->at, ms));
}

static void put_bytes(struct put *p, struct span s,
		      sqlite3_destructor_type how)
{
	p->at++;
	if (p->s)
		bound(p, sqlite3_bind_text64(p->s, p->at, s.n ? s.p : "", s.n,
					     how, SQLITE_UTF8));
}

void put_raw(struct put *p, struct span s)
{
	if (s.n)
		put_bytes(p, s, SQLITE_STATIC);
	else
		p->at++;
}

/* What comes from the other end may hold anything. */
void put_cell(struct put *p, struct span s)
{
	struct buf b = BUF_INIT;

	if (utf8_check(s) == s.n) {
		put_bytes(p, s, SQLITE_STATIC);
		return;
	}
	utf8_add_visible(&b, s);
	put_bytes(p, buf_span(&b), SQLITE_TRANSIENT);
	buf_release(&b);
}

void put_text(struct put *p, struct span s)
{
	if (s.n)
		put_cell(p, s);
	else
		p->at++;
}

void put_blob(struct put *p, const void *bytes, size_t n)
{
	p->at++;
	if (p->s)
		bound(p, sqlite3_bind_blob64(p->s, p->at, bytes, n,
					     SQLITE_STATIC));
}

/* A transaction begins with the first thing that is put in it. */
static bool begin(struct journal *j)
{
	sqlite3_stmt *s;

	if (j->pending)
		return true;
	if (!j->lock)
		BUG("a journal that is only read");
	s = statement(j, SQL_BEGIN);
	if (s && sqlite3_step(s) == SQLITE_DONE)
		j->pending = true;
	else
		journal_fail(j, "write");
	if (s)
		sqlite3_reset(s);
	return j->pending;
}

void put_done(struct put *p)
{
	if (!p->s || !begin(p->j))
		return;
	if (sqlite3_step(p->s) != SQLITE_DONE)
		journal_fail(p->j, "write");
	sqlite3_reset(p->s);
}

/* ---- reading ---- */

struct get get_put(const struct put *p)
{
	return (struct get){ .j = p->j, .s = p->s };
}

struct get get_begin(struct journal *j, enum journal_sql id)
{
	const struct put p = put_begin(j, id);

	return get_put(&p);
}

bool get_row(struct get *g)
{
	int result;

	g->at = 0;
	if (!g->s)
		return false;
	result = sqlite3_step(g->s);
	if (result == SQLITE_ROW)
		return !journal_failed(g->j);
	if (result != SQLITE_DONE)
		journal_fail(g->j, "read");
	get_end(g);
	return false;
}

void get_end(struct get *g)
{
	if (g->s)
		sqlite3_reset(g->s);
	g->s = NULL;
}

uint64_t get_u64(struct get *g)
{
	const int64_t v = sqlite3_column_int64(g->s, g->at++);

	if (v < 0)
		journal_damaged(g->j, "a count below zero");
	return v < 0 ? 0 : (uint64_t)v;
}

int64_t get_ms(struct get *g)
{
	return sqlite3_column_int64(g->s, g->at++);
}

bool get_if(struct get *g, uint64_t *v)
{
	const bool has = sqlite3_column_type(g->s, g->at) != SQLITE_NULL;

	*v = get_u64(g);
	return has;
}

struct span get_bytes(struct get *g)
{
	const void *bytes = sqlite3_column_blob(g->s, g->at);
	const int n = sqlite3_column_bytes(g->s, g->at);

	g->at++;
	if (!bytes && sqlite3_errcode(g->j->db) == SQLITE_NOMEM)
		mem_exhausted(0);
	return bytes && n > 0 ? span_make(bytes, (size_t)n) : SPAN_EMPTY;
}

struct span get_text(struct get *g, struct arena *a)
{
	const struct span s = get_bytes(g);

	if (s.n == 0)
		return SPAN_EMPTY;
	if (utf8_check(s) < s.n) {
		journal_damaged(g->j, "a text that is not UTF-8");
		return SPAN_EMPTY;
	}
	return arena_span(a, s);
}

/* A journal as a folder of evidence, and the check of such a folder. */
#include "cli/msg.h"
#include "file/evidence_in.h"
#include "file/evidence_out.h"
#include "tools/sitrun_evidence.h"

typedef unsigned long long ull;

static const char *s_of(uint64_t n)
{
	return n == 1 ? "" : "s";
}

static bool summary(struct frame *f, const struct evidence_totals *t)
{
	struct json *j = frame_summary(f);

	if (!j)
		return true;
	json_object(j, "totals");
	evidence_totals_put(t, j);
	json_string(j, "sums_sha256", span_of(t->sums));
	json_end(j);
	return frame_summary_end(f);
}

static void tell(const char *path, const char *what,
		 const struct evidence_totals *t)
{
	const uint64_t messages = t->messages + t->unmatched;

	msg_note("'%s' %s: %llu case%s, %llu attempt%s, %llu message%s; "
		 "SHA256SUMS has the digest %s", path, what, (ull)t->cases,
		 s_of(t->cases), (ull)t->attempts, s_of(t->attempts),
		 (ull)messages, s_of(messages), t->sums);
}

int sitrun_export(struct frame *f, const char *journal, const char *path)
{
	struct journal_why why;
	struct journal *j = journal_open(journal, JOURNAL_READ, &why);
	struct evidence_totals t;
	struct buf wrong = BUF_INIT;
	bool ok;

	if (!j) {
		msg_error("%s", why.text);
		return why.wrong == JOURNAL_ALIEN ? PROG_INPUT : PROG_SYSTEM;
	}
	ok = evidence_export(j, path, PACKAGE_VERSION, &t, &wrong);
	if (!ok) {
		msg_error("%s", wrong.p);
	} else {
		tell(path, "is whole", &t);
		frame_source_live(f, "journal", journal, t.attempts);
		if (t.cases)
			msg_note("'%s' has %llu bytes, %llu a case", journal,
				 (ull)journal_size_bytes(j),
				 (ull)(journal_size_bytes(j) / t.cases));
		ok = summary(f, &t);
	}
	journal_close(j);
	buf_release(&wrong);
	return ok ? PROG_OK : PROG_SYSTEM;
}

int sitrun_verify_evidence(struct frame *f, const char *path)
{
	struct evidence_totals t;
	bool system = false;

	evidence_verify(path, &f->limits, &f->diag, &t, &system);
	f->system_failed = f->system_failed || system;
	if (!frame_accepts(f))
		return f->status;
	tell(path, "is whole and agrees with itself", &t);
	return summary(f, &t) ? PROG_OK : PROG_SYSTEM;
}

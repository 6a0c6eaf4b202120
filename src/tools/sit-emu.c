/*
 * sit-emu - the other end of a SIT campaign, over real HTTP
 *
 * Reads   a world: users, devices, who may do what, what goes wrong.
 * Writes  answers and results to users; events and transactions to files.
 * Refuses a world that does not hold together.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/msg.h"
#include "emu/emu.h"
#include "file/pem.h"
#include "file/world_in.h"
#include "file/xml_schema.h"
#include "file/xmlsig.h"
#include "model/codes.h"
#include "tools/frame.h"
#include "tools/world_make.h"

#define TOOL_OPTIONS "tools/sit-emu.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "sit-emu",
	.operands = "[WORLD]",
	.purpose = "play the DCC to a SIT campaign",
	.examples =
		"sit-emu --port 0 --port-file port world.json\n"
		"sit-emu --devices devices.csv --transactions t.csv "
		"world.json\n"
		"sit-emu --make-world --ppcl ppcl.csv --devices devices.csv "
		"-o world.json\n",
	OWN_OPTIONS,
};

enum { PORT = 8079, ADMIN_PORT = 8078, MAX_PORT = 65535,
       CONNECTIONS = 2000, REQUEST_S = 10, WAITING = 200000,
       MP192_ON = 0 };
#define BODY_MAX	(UINT64_C(16) << 20)
#define BODY_DEFAULT	(UINT64_C(4) << 20)

struct stage {
	struct frame *f;
	struct world world;
	struct emu_settings set;
	struct xmlsig_key *dcc_key, *s1sp_key;
	struct xmlsig_certs *certs;
	struct xml_schema *schema;
	VEC(uint64_t) cert_users;
	struct buf tls_key, tls_cert, client_ca, push_key, push_cert;
};

static uint64_t given(const struct cli_count *c, uint64_t otherwise)
{
	return c->given ? c->value : otherwise;
}

static bool system_error(struct stage *s, const char *what, const char *path)
{
	msg_error("cannot %s '%s': %s", what, path, strerror(errno));
	s->f->system_failed = true;
	return false;
}

static bool append_to(struct stage *s, const char *path, int *fd)
{
	*fd = -1;
	if (!path)
		return true;
	*fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	return *fd >= 0 || system_error(s, "write", path);
}

static bool key_error(struct stage *s, const char *text)
{
	msg_error("%s", text);
	s->f->system_failed = true;
	return false;
}

static void read_pem(struct stage *s, const char *path, enum pem_kind kind,
		     struct buf *to)
{
	struct pem_error why;

	if (path && !pem_read(path, kind, to, &why))
		key_error(s, why.text);
}

/* What is opened later, by libraries that would say less. */
static void read_tls(struct stage *s)
{
	if (opts.tls_key || opts.push_key)
		pem_no_core();
	read_pem(s, opts.tls_key, PEM_SECRET, &s->tls_key);
	read_pem(s, opts.tls_cert, PEM_PUBLIC, &s->tls_cert);
	read_pem(s, opts.client_ca, PEM_PUBLIC, &s->client_ca);
	read_pem(s, opts.push_key, PEM_SECRET, &s->push_key);
	read_pem(s, opts.push_cert, PEM_PUBLIC, &s->push_cert);
	if (opts.receiver_ca && access(opts.receiver_ca, R_OK) != 0)
		system_error(s, "read", opts.receiver_ca);
}

static bool read_key(struct stage *s, const char *key, const char *cert,
		     struct xmlsig_key **to)
{
	struct xmlsig_error why;

	if (!key)
		return true;
	pem_no_core();
	*to = xmlsig_key_read(key, cert, &why);
	return *to || key_error(s, why.text);
}

/* A folder that is not there is the system's; what is in it is input. */
static bool read_schema(struct stage *s)
{
	struct xml_error why;

	if (!opts.schema)
		return true;
	s->schema = xml_schema_read(opts.schema, &why);
	if (s->schema)
		return true;
	msg_error("%s", why.text);
	s->f->system_failed = access(opts.schema, R_OK | X_OK) != 0;
	return false;
}

/* The certificates of users that have one. */
static bool read_certs(struct stage *s)
{
	struct xmlsig_error why;

	for (size_t i = 0; i < s->world.users.n; i++) {
		const struct span path = s->world.users.v[i].cert;

		if (!path.n)
			continue;
		if (!s->certs)
			s->certs = xmlsig_certs_new();
		if (!xmlsig_certs_read(s->certs, path.p, &why))
			return key_error(s, why.text);
		while (s->cert_users.n < xmlsig_certs_count(s->certs))
			vec_push(&s->cert_users, s->world.users.v[i].eui);
	}
	return true;
}

static void read_world(struct stage *s, const char *path)
{
	struct frame *f = s->f;
	struct rows_source source;
	bool system, good = false;

	if (path) {
		good = world_in_read(&s->world, path, &f->limits, &f->diag,
				     &source, &system);
		f->system_failed = f->system_failed || system;
		frame_source(f, "world", &source, true);
	}
	for (size_t i = 0; i < opts.devices.n; i++) {
		world_in_devices(&s->world, opts.devices.v[i], &f->limits,
				 &f->diag, &source, &system);
		f->system_failed = f->system_failed || system;
		frame_source(f, "devices", &source, true);
	}
	if (good)
		world_in_check(&s->world, path, &f->diag);
	if (opts.mp192 != CLI_CHOICE_NONE)
		s->world.mp192.enabled = opts.mp192 == MP192_ON;
	if (opts.mp192_code)
		s->world.mp192.code = span_of(opts.mp192_code);
	if (opts.seed.given)
		s->world.seed = opts.seed.value;
}

static bool prepare(struct stage *s)
{
	struct emu_settings *set = &s->set;

	*set = (struct emu_settings){
		.address = opts.listen ? opts.listen : "127.0.0.1",
		.admin_address = opts.admin_listen ? opts.admin_listen :
				 "127.0.0.1",
		.port = (uint16_t)given(&opts.port, PORT),
		.admin_port = (uint16_t)given(&opts.admin_port, ADMIN_PORT),
		.max_body = given(&opts.max_body, BODY_DEFAULT),
		.max_connections = (unsigned)given(&opts.max_connections,
						   CONNECTIONS),
		.request_ms = given(&opts.request_time, REQUEST_S) * 1000,
		.max_waits = given(&opts.max_waiting, WAITING),
		.receiver_ca = opts.receiver_ca,
		.must_sign = opts.must_sign,
	};
	if (!read_key(s, opts.sign_key, opts.sign_cert, &s->dcc_key) ||
	    !read_key(s, opts.s1sp_key, opts.s1sp_cert, &s->s1sp_key) ||
	    !read_certs(s) || !read_schema(s) ||
	    !append_to(s, opts.events, &set->events_fd) ||
	    !append_to(s, opts.transactions, &set->transactions_fd))
		return false;
	set->tls_key = opts.tls_key ? s->tls_key.p : NULL;
	set->tls_cert = opts.tls_key ? s->tls_cert.p : NULL;
	set->client_ca = opts.client_ca ? s->client_ca.p : NULL;
	set->push_key = buf_span(&s->push_key);
	set->push_cert = buf_span(&s->push_cert);
	set->schema = s->schema;
	set->dcc_key = s->dcc_key;
	set->s1sp_key = s->s1sp_key;
	if (opts.must_sign && !s->certs)
		s->certs = xmlsig_certs_new();
	set->certs = s->certs;
	set->cert_users = s->cert_users.v;
	return true;
}

static bool write_port(const char *path, uint16_t port)
{
	struct buf why = BUF_INIT;
	struct out *o;
	bool ok;

	if (!path)
		return true;
	o = out_open(path);
	sink_putf(out_sink(o), "%u\n", port);
	ok = out_commit(o, &why);
	if (!ok)
		msg_error("%s", why.p);
	buf_release(&why);
	return ok;
}

static int play(struct stage *s)
{
	struct buf why = BUF_INIT;
	struct emu *e;
	bool ok;

	if (!prepare(s))
		return s->f->system_failed ? PROG_SYSTEM : PROG_INPUT;
	e = emu_open(&s->set, &s->world, &why);
	if (!e) {
		msg_error("%s", why.p);
		buf_release(&why);
		return PROG_SYSTEM;
	}
	ok = write_port(opts.admin_port_file, emu_admin_port(e)) &&
	     write_port(opts.port_file, emu_port(e));
	if (ok) {
		msg_note("users on %s port %u, admin on %s port %u",
			 s->set.address, emu_port(e), s->set.admin_address,
			 emu_admin_port(e));
		ok = emu_run(e, &why);
		if (!ok)
			msg_error("%s", why.p);
	}
	emu_close(e);
	buf_release(&why);
	return ok ? PROG_OK : PROG_SYSTEM;
}

static int make(struct stage *s)
{
	struct json *j;
	struct out *o;

	if (opts.ppcl)
		world_make_models(&s->world, opts.ppcl, s->f);
	if (!frame_accepts(s->f))
		return s->f->status;
	j = frame_summary(s->f);
	if (j) {
		json_object_flat(j, "totals");
		json_u64(j, "devices", s->world.devices.n);
		json_end(j);
	}
	o = frame_out(s->f);
	world_make(&s->world, out_sink(o));
	return frame_commit(s->f, o, PROG_OK);
}

static int wrong_usage(const struct frame *f, int n)
{
	if (n > 1)
		return frame_usage(f, "one world at a time");
	if (opts.make_world && !opts.devices.n)
		return frame_usage(f, "--make-world needs --devices FILE");
	if (opts.ppcl && !opts.make_world)
		return frame_usage(f, "--ppcl goes with --make-world");
	if (!opts.make_world && (common.output || common.summary))
		return frame_usage(f, "--output and --summary go with "
				   "--make-world");
	if (given(&opts.port, 0) > MAX_PORT ||
	    given(&opts.admin_port, 0) > MAX_PORT)
		return frame_usage(f, "a port is 0 to 65535");
	if (given(&opts.max_body, 1) > BODY_MAX ||
	    given(&opts.max_body, 1) == 0)
		return frame_usage(f, "--max-body: 1 to 16M");
	if (!opts.tls_key != !opts.tls_cert)
		return frame_usage(f, "--tls-key and --tls-cert go together");
	if (!opts.push_key != !opts.push_cert)
		return frame_usage(f, "--push-key and --push-cert go "
				   "together");
	if (opts.client_ca && !opts.tls_key)
		return frame_usage(f, "--client-ca goes with --tls-key");
	if (!opts.sign_key != !opts.sign_cert)
		return frame_usage(f, "--sign-key and --sign-cert go "
				   "together");
	if (!opts.s1sp_key != !opts.s1sp_cert)
		return frame_usage(f, "--s1sp-key and --s1sp-cert go "
				   "together");
	return -1;
}

static int run(struct frame *f, char **paths, int n)
{
	struct stage s = { .f = f, .set = { .events_fd = -1,
					    .transactions_fd = -1 } };
	int status = wrong_usage(f, n);

	if (frame_listed(f, &devices_format))
		return PROG_OK;
	if (status >= 0)
		return status;
	world_init(&s.world);
	read_world(&s, n ? paths[0] : opts.make_world ? NULL : "-");
	if (!opts.make_world)
		read_tls(&s);
	if (opts.make_world)
		status = make(&s);
	else
		status = frame_accepts(f) ? play(&s) : f->status;
	if (s.set.events_fd >= 0)
		close(s.set.events_fd);
	if (s.set.transactions_fd >= 0)
		close(s.set.transactions_fd);
	xmlsig_key_free(s.dcc_key);
	xmlsig_key_free(s.s1sp_key);
	xmlsig_certs_free(s.certs);
	xml_schema_free(s.schema);
	vec_release(&s.cert_users);
	pem_wipe(&s.tls_key);
	pem_wipe(&s.push_key);
	buf_release(&s.push_cert);
	buf_release(&s.tls_cert);
	buf_release(&s.client_ca);
	world_release(&s.world);
	return status;
}

int main(int argc, char **argv)
{
	struct frame f;
	int first, status = frame_start(&f, &cli, argc, argv, &first);

	if (status < 0)
		status = run(&f, argv + first, argc - first);
	return frame_end(&f, status);
}

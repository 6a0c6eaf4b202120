# What the readers and the writers of the model need.
libsmets1_a_SOURCES += \
	src/file/epcl_in.c \
	src/file/epcl_in.h \
	src/file/epcl_tables_in.c \
	src/file/epcl_tables_in.h \
	src/file/policy_in.c \
	src/file/policy_in.h \
	src/file/ppcl_in.c \
	src/file/ppcl_in.h \
	src/file/ppcl_out.c \
	src/file/ppcl_out.h \
	src/file/printed.c \
	src/file/printed.h \
	src/file/printed_in.c \
	src/file/printed_in.h \
	src/file/register_in.c \
	src/file/register_in.h \
	src/file/rows_head.c \
	src/file/rows_head.h \
	src/file/selection_in.c \
	src/file/selection_in.h \
	src/file/spool.c \
	src/file/spool.h \
	src/file/tables_in.c \
	src/file/tables_in.h \
	src/file/tally_in.c \
	src/file/tally_in.h

# loads of service requests
libsmets1_a_SOURCES += \
	src/file/load_devices_in.c \
	src/file/load_in.c \
	src/file/load_in.h \
	src/file/load_plan_in.c

# The scanner: one file for each instruction set, chosen as it runs.
libsmets1_a_SOURCES += \
	src/file/marks.c \
	src/file/marks.h \
	src/file/pages.c \
	src/file/pages.h \
	src/file/scan.c \
	src/file/scan.h \
	src/file/scan_core.h \
	src/file/scan_cut.c \
	src/file/scan_each.c \
	src/file/scan_fold.h \
	src/file/scan_index_avx2.c \
	src/file/scan_index_avx512.c \
	src/file/scan_index_plain.c \
	src/file/scan_index_sse2.c \
	src/file/scan_key.c \
	src/file/scan_memo.c \
	src/file/scan_room.h \
	src/file/scan_scalar.h \
	src/file/scan_set.c \
	src/file/scan_stream.c \
	src/file/scan_view.c

# Messages: XML, its signatures and its schemas.
libsmets1_a_SOURCES += \
	src/file/duis.h \
	src/file/duis_in.c \
	src/file/duis_out.c \
	src/file/duis_shape.c \
	src/file/duis_shape.h \
	src/file/duis_shapes.c \
	src/file/duis_value.c \
	src/file/pem.c \
	src/file/pem.h \
	src/file/xml.c \
	src/file/xml.h \
	src/file/xml_out.c \
	src/file/xml_room.h \
	src/file/xml_schema.c \
	src/file/xml_schema.h \
	src/file/xmlsig.h \
	src/file/xmlsig_verdict.c
if HAVE_XMLSEC
libsmets1_a_SOURCES += \
	src/file/xmlsig.c \
	src/file/xmlsig_key.c \
	src/file/xmlsig_room.h
else
libsmets1_a_SOURCES += src/file/xmlsig_none.c
endif

# the world of sit-emu
libsmets1_a_SOURCES += \
	src/file/world_admin.c \
	src/file/world_faults.c \
	src/file/world_fields.c \
	src/file/world_fields.h \
	src/file/world_in.c \
	src/file/world_in.h \
	src/file/world_room.h \
	src/file/rounds.c \
	src/file/rounds.h \
	src/file/spread.c \
	src/file/spread.h \
	src/file/stamp.c \
	src/file/stamp.h \
	src/file/threads.c \
	src/file/threads.h

# test campaigns
libsmets1_a_SOURCES += \
	src/file/campaign_in.c src/file/campaign_in.h \
	src/file/cases_in.c src/file/cases_in.h \
	src/file/cases_out.c src/file/cases_out.h \
	src/file/codec.c src/file/codec.h

# what a campaign has done
libsmets1_a_SOURCES += \
	src/file/journal.c src/file/journal.h \
	src/file/journal_body.c \
	src/file/journal_known.c src/file/journal_known.h \
	src/file/journal_load.c \
	src/file/journal_lock.c src/file/journal_lock.h \
	src/file/journal_out.c src/file/journal_out.h \
	src/file/journal_plan.c \
	src/file/journal_put.c \
	src/file/journal_room.h \
	src/file/journal_run.c \
	src/file/journal_schema.c \
	src/file/journal_sql.def.h \
	src/file/evidence_dir.c src/file/evidence_dir.h \
	src/file/evidence_files.c \
	src/file/evidence_in.c src/file/evidence_in.h \
	src/file/evidence_line.c src/file/evidence_line.h \
	src/file/evidence_out.c src/file/evidence_out.h \
	src/file/evidence_room.h \
	src/file/evidence_walk.c \
	src/file/codec_duis.c src/file/codec_duis.h

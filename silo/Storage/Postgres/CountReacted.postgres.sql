SELECT count(*) FROM change_log l, reader_position p
WHERE p.name = 'reactor' AND (l.xid, l.seq) <= (p.xid::text::xid8, p.seq)

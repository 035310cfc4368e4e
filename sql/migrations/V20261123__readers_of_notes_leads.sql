-- eLaska, GPL-3.0-or-later. Those that there are go on being read by the lead of their case. DOC-14.
INSERT INTO llx_elaska_note_reader (entity, fk_note, fk_user)
    SELECT n.entity, n.rowid, d.fk_user_lead FROM llx_elaska_note n JOIN llx_elaska_case d ON d.rowid = n.fk_case
    WHERE n.level = 2 AND d.fk_user_lead > 0;

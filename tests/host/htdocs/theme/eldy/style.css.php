<?php
/*
 * The look of the stand-in: Dolibarr's variable and class names, our own plain values.
 */
header('Content-Type: text/css; charset=UTF-8');
header('Cache-Control: max-age=3600, public');
/** Pictures by class, as paths (24 x 24): the stand-in ships no icon font. */
const HOST_PICTOS = array(
	'.picto-user' => 'M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21a8 7 0 0 1 16 0', '.picto-contact, .picto-users' => 'M9 5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7M2 20a7 6 0 0 1 14 0M16 5.5a3.5 3.5 0 0 1 0 6.5M18 14.5a6 6 0 0 1 4 5.5', '.picto-company' => 'M4 21V4h10v17M14 9h6v12M2 21h20M8 8h2M8 12h2M8 16h2M17 13h0M17 17h0',
	'.picto-bill, .picto-invoice, .picto-file, .picto-pdf, .picto-receipt, .picto-file-invoice' => 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7', '.picto-project, .picto-folder' => 'M3 6h6l2 2h10v11H3z', '.picto-folder-open' => 'M3 19V6h6l2 2h8v3M3 19l3-8h16l-3 8z',
	'.picto-clock, .picto-timespent' => 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3 3', '.picto-home' => 'M4 11l8-7l8 7M6 10v10h12V10M10 20v-6h4v6', '.picto-coins' => 'M9 5a6 3 0 1 0 0 6a6 3 0 1 0 0-6M3 8v6c0 4 12 4 12 0V8M15 11a6 3 0 0 1 6 3v3c0 4-10 4-12 1.5',
	'.picto-heartbeat' => 'M12 20C2 13 3 5 8 5c2 0 4 2 4 3c0-1 2-3 4-3c5 0 6 8-4 15M5 12h4l2-3l2 6l2-3h4', '.picto-calendar, .picto-action, .picto-calendar-alt, .picto-calendar-week' => 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5', '.picto-plus-circle, .picto-add, .picto-plus' => 'M12 7v10M7 12h10',
	'.picto-edit' => 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3', '.picto-delete' => 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v6M14 11v6', '.picto-check, .picto-projecttask, .picto-tick' => 'M5 12l5 5L20 7', '.picto-error' => 'M6 6l12 12M18 6L6 18', '.picto-warning' => 'M12 4L2 20h20zM12 10v5M12 17.5v.5',
	'.picto-help' => 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.5v.5', '.picto-info' => 'M12 10v8M12 6v.5', '.picto-search' => 'M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l6 6', '.picto-setup, .picto-service, .picto-title_setup, .picto-cog' => 'M4 7h10M18 7h2M4 17h2M10 17h10M14 4.5v5M6 14.5v5',
	'.picto-list, .picto-split' => 'M4 6h16M4 12h16M4 18h16', '.picto-switch_on, .picto-on' => 'M8 6h8a6 6 0 0 1 0 12H8a6 6 0 0 1 0-12M16 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5', '.picto-switch_off' => 'M8 6h8a6 6 0 0 1 0 12H8a6 6 0 0 1 0-12M8 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5',
	'.picto-email, .picto-envelope' => 'M3 6h18v12H3zM3 7l9 7l9-7', '.picto-ticket' => 'M3 8h18v3a2 2 0 0 0 0 4v3H3v-3a2 2 0 0 0 0-4z', '.picto-product' => 'M12 3l9 5v8l-9 5l-9-5V8zM3 8l9 5l9-5M12 13v8', '.picto-business-time' => 'M3 8h18v11H3zM8 8V5h8v3M12 11v3l2 1', '.picto-play' => 'M7 5l12 7l-12 7z',
	'.picto-stop' => 'M6 6h12v12H6z', '.picto-url' => 'M10 14l4-4M8 11l-3 3a3.5 3.5 0 0 0 5 5l3-3M16 13l3-3a3.5 3.5 0 0 0-5-5l-3 3', '.picto-stats' => 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6', '.picto-dot' => 'M12 10a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
);
foreach (HOST_PICTOS as $names => $path) {
	print $names.' { --picto: url("data:image/svg+xml,'.rawurlencode('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="'.$path.'"/></svg>')."\"); }\n";
}
?>
.picto::before { display: inline-block; width: 1.2em; height: 1.2em; vertical-align: -.22em; background: currentColor; -webkit-mask: var(--picto, linear-gradient(transparent, transparent)) center / contain no-repeat; mask: var(--picto, linear-gradient(transparent, transparent)) center / contain no-repeat; content: ''; }
:root {
	--colorbackhmenu1: rgb(38,60,92); --colorbackvmenu1: rgb(250,250,250); --colorbacktitle1: rgb(233,234,237);
	--colorbacktabcard1: rgb(255,255,255); --colorbacktabactive: rgb(234,234,234); --colorbacklineimpair1: rgb(255,255,255);
	--colorbacklineimpair2: rgb(255,255,255); --colorbacklinepair1: rgb(248,248,250); --colorbacklinepair2: rgb(248,248,250);
	--colorbacklinepairhover: rgb(230,237,244); --colorbacklinepairchecked: rgb(230,237,244); --colorbacklinebreak: rgb(248,247,244);
	--colorbackbody: rgb(255,255,255); --colorbackmobilemenu: #f8f8f8; --colorbackgrey: #f0f0f0; --colortexttitlenotab: rgb(0,113,121);
	--colortexttitlenotab2: rgb(0,113,121); --colortexttitle: rgb(30,40,60); --colortexttitlelink: rgb(10,20,100); --colortext: rgb(0,0,0);
	--colortextlink: rgb(10,20,100); --colortextbackhmenu: #ffffff; --colortextbackvmenu: #000000; --colortopbordertitle1: rgb(215,215,215);
	--colortextbacktab: #111111; --colorboxiconbg: #eee; --colorblack: #000; --colorwhite: #fff; --inputbackgroundcolor: #fff;
	--inputbordercolor: rgba(0,0,0,.2); --butactionbg: #005f6b; --textbutaction: #fff; --butactiondeletebg: rgb(234,228,225);
	--oddevencolor: #202020; --amountremaintopaycolor: #880000; --amountpaymentcomplete: #008855; --listetotal: #551188; --tableforfieldcolor: #666;
}
@media (prefers-color-scheme: dark) {
	:root[data-theme=dark] { --colorbackbody: #1d1e20; --colortext: rgb(220,220,220); --colortextlink: #4390dc; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--colorbackbody); color: var(--colortext); font: 13px/1.45 Roboto, Arial, "Liberation Sans", sans-serif; }
a { color: var(--colortextlink); text-decoration: none; } a:hover { text-decoration: underline; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible { outline: 2px solid var(--butactionbg); outline-offset: 1px; }
table { border-collapse: collapse; } h1, h2, h3 { font-weight: 500; }
.side-nav-vert { background: var(--colorbackhmenu1); color: var(--colortextbackhmenu); position: sticky; top: 0; z-index: 90; }
#id-top { display: flex; align-items: center; min-height: 50px; padding: 0 12px; flex-wrap: wrap; }
div.tmenu { flex: 1; min-width: 0; overflow-x: auto; } ul.tmenu { display: flex; gap: 2px; list-style: none; margin: 0; padding: 0; }
a.tmenulabel { color: var(--colortextbackhmenu); display: block; padding: 14px 10px; white-space: nowrap; } li.tmenusel a { box-shadow: inset 0 -3px 0 var(--colortextbackhmenu); font-weight: 600; }
.login_block { display: flex; align-items: center; gap: 14px; } .login_block a { color: var(--colortextbackhmenu); } .login_block_other { display: flex; align-items: center; gap: 10px; }
.id-container { display: flex; min-height: calc(100vh - 50px); } .side-nav { width: 200px; flex: none; background: var(--colorbackvmenu1); border-right: 1px solid var(--colortopbordertitle1); }
#id-right { flex: 1; min-width: 0; } .fiche { padding: 16px 24px 40px; } .blockvmenu { padding: 10px 12px; border-bottom: 1px solid var(--colortopbordertitle1); }
.menu_titre { font-weight: 600; padding-bottom: 4px; } .menu_contenu { padding: 3px 0 3px 8px; } a.vmenu, a.vsmenu { color: var(--colortextbackvmenu); }
.table-fiche-title { margin: 4px 0 12px; } td.widthpictotitle { width: 30px; } .titre { color: var(--colortexttitlenotab); font-size: 1.15em; } .titre .picto { margin-right: 6px; }
.centpercent { width: 100%; } .right, td.right, th.right { text-align: right; } .center, td.center { text-align: center; } .left { text-align: left; } .floatleft { float: left; } .floatright { float: right; }
.clearboth { clear: both; } .inline-block { display: inline-block; } .nowrap, .nowraponall { white-space: nowrap; } .opacitymedium { opacity: .6; } .hidden, .hideobject { display: none; }
.valignmiddle { vertical-align: middle; } .tdoverflowmax200, .tdoverflowmax150, .tdoverflowmax250 { max-width: 250px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.minwidth50 { min-width: 50px; } .minwidth75 { min-width: 75px; } .minwidth100 { min-width: 100px; } .minwidth150 { min-width: 150px; } .minwidth200 { min-width: 200px; } .minwidth300 { min-width: 300px; } .maxwidth75 { max-width: 75px; } .maxwidth100 { max-width: 100px; } .maxwidth150 { max-width: 150px; } .width50 { width: 50px; } .width75 { width: 75px; } .width100 { width: 100px; } .quatrevingtpercent { width: 80%; }
.paddingleft { padding-left: 4px; } .paddingright { padding-right: 4px; } .marginleftonly { margin-left: 10px; } .marginrightonly { margin-right: 10px; } .margintoponly { margin-top: 10px; } .marginbottomonly { margin-bottom: 10px; }
input, select, textarea, button { font: inherit; color: inherit; } input.flat, select.flat, textarea.flat, input[type=text], input[type=password], input[type=email], input[type=date], input[type=time], input[type=number], input[type=search], input[type=tel], select, textarea { background: var(--inputbackgroundcolor); border: 0; border-bottom: 1px solid var(--inputbordercolor); padding: 4px 6px; max-width: 100%; }
.button, input.button, .butAction, .butActionDelete, .butActionRefused { display: inline-block; border: 0; border-radius: 4px; padding: 7px 14px; margin: 0 4px 4px; cursor: pointer; text-transform: uppercase; font-size: .92em; font-weight: 600; }
.button, .butAction { background: var(--butactionbg); color: var(--textbutaction); } .button-cancel, .button.bordertransp { background: var(--colorbackgrey); color: var(--colortext); } .butActionDelete { background: var(--butactiondeletebg); color: #633; } .butActionRefused { background: var(--colorbackgrey); color: #767676; cursor: not-allowed; }
.tabsAction { margin: 14px 0; text-align: right; } .fieldrequired { font-weight: 600; color: var(--colortextlink); } .titlefield { width: 25%; }
.tabs { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 2px; border-bottom: 1px solid var(--colortopbordertitle1); } .tabTitle { color: var(--colortexttitlenotab); padding: 8px 12px 8px 0; font-weight: 600; } a.tab { display: block; padding: 8px 14px; color: var(--colortextbacktab); } .tabactive a.tab { border-bottom: 3px solid var(--butactionbg); font-weight: 600; } .tabsElem.floatright { margin-left: auto; }
.tabBar { background: var(--colorbacktabcard1); padding: 14px 8px; } .tabBarWithBottom { border-bottom: 1px solid var(--colortopbordertitle1); } .arearef { overflow: hidden; padding-bottom: 10px; } .refid { font-weight: 600; font-size: 1.25em; } .refidno { font-weight: 400; font-size: .85em; } .statusref { float: right; } .paginationref { float: right; } .paginationref ul { margin: 0; list-style: none; }
.fichecenter { width: 100%; } .fichehalfleft, .fichehalfright { width: 49%; float: left; } .fichehalfright { margin-left: 2%; } .underbanner, .underrefbanner { border-bottom: 1px solid var(--colortopbordertitle1); }
table.border, table.tableforfield { width: 100%; } table.border td, table.tableforfield td { padding: 5px 6px; border-bottom: 1px solid var(--colortopbordertitle1); } table.tableforfield td:first-child { color: var(--tableforfieldcolor); }
.div-table-responsive, .div-table-responsive-no-min { overflow-x: auto; } table.liste, table.noborder, table.tagtable { width: 100%; } tr.liste_titre, tr.liste_titre_filter { background: var(--colorbacktitle1); } .liste_titre td, .liste_titre th, td.liste_titre, th.liste_titre { padding: 6px 8px; text-align: left; font-weight: 500; color: var(--colortexttitle); } .liste_titre .right, td.liste_titre.right, th.liste_titre.right { text-align: right; } .liste_titre .center { text-align: center; } .liste_titre_sel { font-weight: 600; }
tr.oddeven td { padding: 5px 8px; height: 34px; border-bottom: 1px solid var(--colortopbordertitle1); color: var(--oddevencolor); } tr.oddeven:nth-child(even) { background: var(--colorbacklinepair2); } tr.oddeven:hover { background: var(--colorbacklinepairhover); } tr.liste_total td { padding: 6px 8px; font-weight: 600; color: var(--listetotal); } td.amount, .tabnum { font-variant-numeric: tabular-nums; }
.pagination { display: inline-block; } .pagination ul { display: flex; gap: 4px; list-style: none; margin: 0; padding: 0; } .pagination a, .pagination span { padding: 3px 9px; display: block; } .btnTitle { display: inline-flex; align-items: center; gap: 6px; padding: 4px 10px; } .btnTitle-icon { background: var(--butactionbg); color: var(--textbutaction); border-radius: 50%; width: 22px; height: 22px; display: inline-flex; align-items: center; justify-content: center; } .btnTitle.refused { opacity: .5; }
.badge { display: inline-block; border-radius: 10px; padding: 2px 9px; font-size: .88em; font-weight: 500; background: #eceff3; color: #333; white-space: nowrap; } .badge-dot { width: 10px; height: 10px; padding: 0; } .badge-secondary { background: #e4e7ec; } .badge-danger { background: #a3281e; color: #fff; } .badge-warning { background: #8a5300; color: #fff; } .badge-info { background: #0b5c8a; color: #fff; } .badge-status0 { background: #eceff3; color: #404854; } .badge-status1 { background: #fdf0d5; color: #7a4b00; } .badge-status2 { background: #fbe3c4; color: #754400; } .badge-status3 { background: #dceaf7; color: #0a4a78; } .badge-status4 { background: #d8f0df; color: #14562b; } .badge-status5 { background: #e3e3e3; color: #444; } .badge-status6 { background: #e6e8ec; color: #3a414c; } .badge-status7 { background: #d8f0df; color: #14562b; } .badge-status8 { background: #f9dcd9; color: #86180f; } .badge-status9 { background: #e6e8ec; color: #5a5a5a; }
.info, .warning, .error, .ok { padding: 10px 14px; border-radius: 4px; margin: 8px 0; } .info { background: #e5f1f8; color: #0a3d5c; } .warning { background: #fdf1da; color: #6d4500; } .error { background: #fbe4e1; color: #7d150d; } .ok { background: #e0f3e5; color: #14562b; } .jnotify-container { position: fixed; right: 16px; top: 62px; width: min(420px, 92vw); z-index: 120; } .jnotify-message { padding: 10px 14px; border-radius: 4px; margin-bottom: 8px; box-shadow: 0 2px 8px rgba(0,0,0,.15); }
.bodylogin { background: var(--colorbackgrey); } .login_vertical_align { display: grid; place-content: center; min-height: 100vh; } .login_table { background: var(--colorbackbody); padding: 28px; border-radius: 8px; width: min(360px, 92vw); box-shadow: 0 4px 20px rgba(0,0,0,.12); } .login_table_title { font-size: 1.2em; margin-bottom: 16px; } .trinputlogin { margin: 12px 0; text-align: left; } .trinputlogin input { width: 100%; } #login_line2 { margin-top: 18px; } .confirmtable, .valid { background: #fdf6e5; padding: 12px; margin-bottom: 14px; width: 100%; } .picto { opacity: .85; }
@media (max-width: 800px) { .id-container { flex-direction: column; } .side-nav { width: 100%; } .fichehalfleft, .fichehalfright { width: 100%; margin: 0; } .fiche { padding: 12px; } }

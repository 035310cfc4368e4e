/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 5fc376f1ee3eca7186f5fecf656a9619793a5477 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Version___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Version_core, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Version_expect, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, module, IS_STRING, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Elaska_Version, __construct);
ZEND_METHOD(Elaska_Version, core);
ZEND_METHOD(Elaska_Version, expect);


static const zend_function_entry class_Elaska_Version_methods[] = {
	ZEND_ME(Elaska_Version, __construct, arginfo_class_Elaska_Version___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Elaska_Version, core, arginfo_class_Elaska_Version_core, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Version, expect, arginfo_class_Elaska_Version_expect, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Version(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Version", class_Elaska_Version_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}

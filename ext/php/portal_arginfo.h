/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 9345c21c90eacb3e6ad3493e82e3bbdf939b6398 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_class_Elaska_Portal___construct, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Portal_handle, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Portal_pour, 0, 0, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Portal_refuse, 0, 3, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, request, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, status, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Elaska_Portal_routes, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()


ZEND_METHOD(Elaska_Portal, __construct);
ZEND_METHOD(Elaska_Portal, handle);
ZEND_METHOD(Elaska_Portal, pour);
ZEND_METHOD(Elaska_Portal, refuse);
ZEND_METHOD(Elaska_Portal, routes);


static const zend_function_entry class_Elaska_Portal_methods[] = {
	ZEND_ME(Elaska_Portal, __construct, arginfo_class_Elaska_Portal___construct, ZEND_ACC_PRIVATE)
	ZEND_ME(Elaska_Portal, handle, arginfo_class_Elaska_Portal_handle, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Portal, pour, arginfo_class_Elaska_Portal_pour, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Portal, refuse, arginfo_class_Elaska_Portal_refuse, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_ME(Elaska_Portal, routes, arginfo_class_Elaska_Portal_routes, ZEND_ACC_PUBLIC|ZEND_ACC_STATIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Elaska_Portal(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Elaska", "Portal", class_Elaska_Portal_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;

	return class_entry;
}
